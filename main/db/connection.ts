import type Database from 'better-sqlite3';
import type { Statement } from 'better-sqlite3';

type Parameter = string | number | bigint | null | Uint8Array | boolean;
type Parameters = readonly Parameter[] | readonly [Readonly<Record<string, Parameter>>];

/** A connection that can only read: SQLite itself refuses anything else on it. */
export interface ReadableDb {
  /** The prepared statement of this text, made once per connection. For hot loops; elsewhere use all, get and run. */
  sql(text: string): Statement<unknown[]>;
  all<Row>(text: string, ...parameters: Parameters): Row[];
  get<Row>(text: string, ...parameters: Parameters): Row | undefined;
}

/** The one connection that writes. A command holds it for one synchronous transaction. */
export interface WritableDb extends ReadableDb {
  run(text: string, ...parameters: Parameters): { changes: number; lastId: number };
  exec(script: string): void;
}

function bindable(value: Parameter): Exclude<Parameter, boolean> {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** One open SQLite connection with its cache of prepared statements. */
export class Connection implements WritableDb {
  readonly raw: Database.Database;
  readonly #statements = new Map<string, Statement<unknown[]>>();

  constructor(raw: Database.Database) {
    this.raw = raw;
  }

  sql(text: string): Statement<unknown[]> {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.raw.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  all<Row>(text: string, ...parameters: Parameters): Row[] {
    return this.sql(text).all(...bind(text, parameters)) as Row[];
  }

  get<Row>(text: string, ...parameters: Parameters): Row | undefined {
    return this.sql(text).get(...bind(text, parameters)) as Row | undefined;
  }

  run(text: string, ...parameters: Parameters): { changes: number; lastId: number } {
    const result = this.sql(text).run(...bind(text, parameters));
    return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
  }

  exec(script: string): void {
    this.raw.exec(script);
  }

  close(): void {
    this.#statements.clear();
    this.raw.close();
  }
}

/** better-sqlite3 takes ?1, ?2 for names, so values given in order become an object of them. */
const numbered = /\?\d/;

function bind(text: string, parameters: Parameters): unknown[] {
  const [first] = parameters;
  if (first !== null && typeof first === 'object' && !(first instanceof Uint8Array)) {
    return [Object.fromEntries(Object.entries(first).map(([name, value]) => [name, bindable(value)]))];
  }
  const values = (parameters as readonly Parameter[]).map(bindable);
  if (!numbered.test(text)) return values;
  return [Object.fromEntries(values.map((value, place) => [place + 1, value]))];
}
