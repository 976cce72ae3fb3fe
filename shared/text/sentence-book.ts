/** A fact a sentence may quote. Unknown facts are null and are worded by the sentence itself. */
export type Fact = string | number | boolean | null | readonly string[];

/** One subject's sentences: code → a function from the facts to one Chinese sentence. */
export type SentenceBook = Readonly<Record<string, (facts: never) => string>>;
