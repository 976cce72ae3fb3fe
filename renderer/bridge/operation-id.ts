/** One per click: the core does a command once however often the same id arrives. */
export function newOperationId(): string {
  return crypto.randomUUID();
}
