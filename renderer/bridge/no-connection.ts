/** The core did not answer: the program was closed, or its process has ended. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}
