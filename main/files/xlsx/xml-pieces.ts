import { StringDecoder } from 'node:string_decoder';
import { FileRefusal } from '../file-refusal.ts';

const longestElement = 4 * 1024 * 1024;

/**
 * Feeds a part to `consume` as growing text. `consume` answers how much of it is done with; the rest is kept and comes again with
 * the next piece, so that memory never holds more than one unfinished element.
 */
export async function consumeXml(pieces: AsyncIterable<Buffer>, part: string, consume: (text: string, last: boolean) => number): Promise<void> {
  let decoder: StringDecoder | null = null;
  let rest = '';
  for await (const piece of pieces) {
    decoder ??= new StringDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf16le' : 'utf8');
    const text = rest + decoder.write(piece);
    rest = text.slice(consume(text, false));
    if (rest.length > longestElement) throw new FileRefusal('file.damaged', { part });
  }
  if (decoder) rest += decoder.end();
  consume(rest, true);
}
