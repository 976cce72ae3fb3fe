import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { SheetToWrite } from '#main/files/sheet-to-write.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Core, Session } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import { heldFigures } from './programme-figures.ts';
import { forecastOf } from './programme-forecast.ts';
import { menuOf } from './programme-menu.ts';
import { forecastPaper, forecastSheet, menuPaper, menuSheet } from './programme-papers.ts';
import type { PaperHead } from './programme-papers.ts';
import { adoptItems, profilesOf } from './programme-profiles.ts';
import { runTrial } from './programme-trial.ts';
import { refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

function headOf(db: ReadableDb, { schoolId, term }: { schoolId: number; term: PaperHead['term'] }, core: Core, session: Session): PaperHead {
  return { school: findSchool(db, schoolId)?.name ?? '', term, phone: settingsOf(db, schoolId).officePhone, imprint: imprintOf(core, session) };
}

function xlsxFile(name: string, sheet: SheetToWrite): File {
  return new File([new Uint8Array(writeXlsx([sheet]))], name, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}

export const programmePlansService = {
  trial: api.programmePlans.trial.handler(read(({ db, input }) => runTrial(db, input))),

  forecast: api.programmePlans.forecast.handler(read(({ db, input }) => forecastOf(db, input))),

  forecastFile: api.programmePlans.forecastFile.handler(slow(async ({ core, db, input, session }) => {
    const forecast = forecastOf(db, input);
    if (forecast.lines.length === 0) throw refuse('programme_plan.nothing_to_print', {});
    const name = `资助资金需求测算 ${formatTermShort(input.target)}`;
    return input.format === 'xlsx' ? xlsxFile(`${name}.xlsx`, forecastSheet(forecast, input.term)) : await pdfFile(`${name}.pdf`, forecastPaper(forecast, headOf(db, input, core, session)));
  })),

  figureChecks: api.programmePlans.figureChecks.handler(read(({ db, input }) => heldFigures(db, input.schoolId, input.term))),

  menu: api.programmePlans.menu.handler(read(({ db, input }) => menuOf(db, input.schoolId, input.term).map((part) => ({ ...part, rows: [...part.rows] })))),

  menuFile: api.programmePlans.menuFile.handler(slow(async ({ core, db, input, session }) => {
    const parts = menuOf(db, input.schoolId, input.term).filter((part) => input.stages.includes(part.stage) && part.rows.length > 0);
    if (parts.length === 0) throw refuse('programme_plan.no_menu', {});
    const name = `资助项目自助菜单 ${formatTermShort(input.term)} ${parts.map((part) => part.stageLabel).join('、')}`;
    return input.format === 'xlsx' ? xlsxFile(`${name}.xlsx`, menuSheet(parts)) : await pdfFile(`${name}.pdf`, menuPaper(parts, { ...headOf(db, input, core, session), imprint: { ...imprintOf(core, session), purpose: 'notice' } }));
  })),

  profiles: api.programmePlans.profiles.handler(read(({ db, input }) => profilesOf(db, input.schoolId, input.term))),

  adopt: api.programmePlans.adopt.handler(write(({ db, input, session, at, note }) => {
    const items = adoptItems(db, input, session, at);
    note({ profile: input.profileKey, validFrom: input.validFrom, items: items.map((item) => item.key) });
    return { taken: items.length };
  })),
};
