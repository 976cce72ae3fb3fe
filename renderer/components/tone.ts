/** How something stands. Colour is never alone: words and a sign go with it. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';
