import type { App } from '#main/app.ts';
import { demoSchool, demoTerm } from './demo-school.ts';
import type { DemoClock } from './demo-clock.ts';

export const demoPassword = 'demo-2025';
export const demoArchiveId = '演示学校';

export const demoAccounts = {
  administrator: { login: 'admin', displayName: '周敏' },
  maker: { login: 'zhoumin', displayName: '周敏（经办）' },
  checker: { login: 'hezhiyuan', displayName: '何志远（复核）' },
} as const;

/** One line of the table the demo prints. */
export interface DemoRow {
  readonly step: string;
  readonly rows: number;
  readonly result: string;
  readonly milliseconds: number;
}

/** Where the demo puts what it makes; the window's demo school keeps none of it. */
export interface DemoSink {
  input(file: File): Promise<void>;
  output(file: File): Promise<void>;
  report(row: DemoRow): void;
}

/** The demo under way: the program's own methods, a calendar, and whose turn it is. */
export class DemoRun {
  readonly client: App['client'];
  readonly clock: DemoClock;
  readonly sink: DemoSink;
  /** The term the demo lives in now. */
  term = demoTerm as never;
  schoolId = 0;

  constructor(app: App, clock: DemoClock, sink: DemoSink) {
    this.client = app.client;
    this.clock = clock;
    this.sink = sink;
  }

  get at() {
    return { schoolId: this.schoolId, term: this.term };
  }

  async open(): Promise<number> {
    const { recoveryPage } = await this.client.archives.create({
      archiveId: demoArchiveId, school: demoSchool, administrator: { ...demoAccounts.administrator, password: demoPassword }, demo: true,
    });
    await this.sink.output(recoveryPage);
    const [school] = await this.client.schools.list();
    this.schoolId = school?.id ?? 0;
    for (const role of ['maker', 'checker'] as const) {
      await this.client.accounts.add({ ...demoAccounts[role], role, password: demoPassword });
    }
    await this.client.settings.update({ schoolId: this.schoolId, settings: { officePhone: '0999-6660001', countyPhone: '0999-6660002', payDays: 30 } });
    return 3;
  }

  async actAs(who: keyof typeof demoAccounts): Promise<void> {
    await this.client.session.lock({ leaving: false });
    await this.client.archives.unlock({ archiveId: demoArchiveId, login: demoAccounts[who].login, password: demoPassword });
  }

  /** Runs one step on its day and reports it with its time. */
  async step(title: string, day: string, work: () => Promise<{ rows: number; result: string }>): Promise<void> {
    this.clock.moveTo(day);
    const started = performance.now();
    const { rows, result } = await work();
    this.sink.report({ step: title, rows, result, milliseconds: performance.now() - started });
  }

  /** One file through the four steps every import has; whatever stands against it stops the demo with its sentence. */
  async importFile(purpose: ImportPurposeKey, file: File, more: ImportMore = {}): Promise<ImportDone> {
    await this.sink.input(file);
    const target = { ...this.at, purpose, file, options: more.options ?? {} };
    const preview = await this.client.imports.preview(target);
    const stopped = preview.fileProblems.map((problem) => problem.sentence);
    if (stopped.length > 0) throw new Error(`${file.name}: ${stopped.join('')}`);
    const { ok, look, wrong } = preview.buckets;
    if (ok + look + wrong !== preview.rowCount) throw new Error(`${file.name}: ${preview.equation}`);
    const own = more.decide?.(preview) ?? {};
    const done = await this.client.imports.confirm({ ...target, leaveOutWrongRows: wrong > 0, decisions: { rows: more.rows ?? {}, own } });
    return { preview, done };
  }
}

type Client = App['client'];
type ImportPurposeKey = Parameters<Client['imports']['preview']>[0]['purpose'];
type Preview = Awaited<ReturnType<Client['imports']['preview']>>;

export interface ImportMore {
  readonly options?: Record<string, unknown>;
  readonly rows?: Record<string, string>;
  decide?(preview: Preview): Record<string, unknown>;
}

export interface ImportDone {
  readonly preview: Preview;
  readonly done: Awaited<ReturnType<Client['imports']['confirm']>>;
}
