import { procedurePresets } from '#shared/domain/identification/procedure-profile.ts';
import type { ProcedureSpec } from '#shared/domain/identification/procedure-profile.ts';
import { insertProcedure, listProcedures } from '#main/db/repositories/procedure-profile.ts';
import { procedureOf } from './procedure-of-school.ts';
import { api, read, write } from './procedure.ts';

const copyOf = ({ revisionSteps, ...spec }: ProcedureSpec) => ({ ...spec, revisionSteps: [...revisionSteps] });

export const procedureService = {
  get: api.procedure.get.handler(read(({ db, input }) => {
    const { spec, ...inForce } = procedureOf(db, input.schoolId, input.schoolYear);
    return {
      inForce: { ...inForce, spec: copyOf(spec) },
      history: listProcedures(db, input.schoolId).toReversed().map(({ spec: own, ...row }) => ({ ...row, spec: copyOf(own) })),
      presets: procedurePresets.map(({ spec: preset, ...row }) => ({ ...row, spec: copyOf(preset) })),
    };
  })),

  set: api.procedure.set.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, validFrom, name, source, spec } = input;
    note({ before: procedureOf(db, schoolId, validFrom).name, validFrom, name, spec });
    return { id: insertProcedure(db, { schoolId, validFrom, name, source, spec, accountId: session.accountId, at }) };
  })),
};
