import { isContractProcedure } from '@orpc/contract';
import * as z from 'zod';
import type { App } from '#main/app.ts';
import { contract } from '#shared/contract/contract.ts';
import type { MethodMeta } from '#shared/contract/base.ts';

interface Method extends MethodMeta {
  readonly name: string;
  readonly input: z.ZodType | undefined;
  readonly output: z.ZodType | undefined;
  readonly errors: Readonly<Record<string, { readonly data?: unknown } | undefined>>;
  call(client: App['client'], input: unknown): Promise<unknown>;
}

function listMethods(): Method[] {
  return Object.entries(contract).flatMap(([subject, methods]) =>
    Object.entries(methods).flatMap(([name, procedure]): Method[] => {
      if (!isContractProcedure(procedure)) return [];
      const { meta, inputSchema, outputSchema, errorMap } = procedure['~orpc'];
      return [{
        name: `${subject}.${name}`,
        ...(meta as MethodMeta),
        input: inputSchema as z.ZodType | undefined,
        output: outputSchema as z.ZodType | undefined,
        errors: errorMap,
        call: (client, input) => {
          const group = (client as unknown as Record<string, Record<string, (given: unknown) => Promise<unknown>>>)[subject];
          return group?.[name]?.(input) ?? Promise.reject(new Error(`no handler for ${subject}.${name}`));
        },
      }];
    }));
}

export function findMethod(name: string): Method | undefined {
  return listMethods().find((method) => method.name === name);
}

/** Every method with its kind, permission and JSON Schemas, as `yidang methods` prints them. */
export function describeMethods(): object[] {
  return listMethods().map(({ name, kind, permission, input, output, errors }) => ({
    name,
    kind,
    permission,
    input: schemaOf(input, 'input'),
    output: schemaOf(output, 'output'),
    errors: Object.fromEntries(Object.entries(errors).map(([code, error]) => [code, schemaOf(error?.data as z.ZodType | undefined, 'output')])),
  }));
}

function schemaOf(schema: z.ZodType | undefined, io: 'input' | 'output'): object | null {
  if (!schema) return null;
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { type: 'string', contentEncoding: 'binary', description: 'file' });
    },
  });
}
