/** Ends every switch over a discriminated union: a case added later and not handled is a compile error, and a crash rather than a wrong figure. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
