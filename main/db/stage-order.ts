import { educationStages } from '#shared/domain/roster/stage.ts';

/** SQL that puts 学前 before 小学 before 初中: by name, the alphabet would put 初中 first. */
export function stageOrder(column: string): string {
  const cases = educationStages.map((stage, place) => `WHEN '${stage}' THEN ${place}`).join(' ');
  return `CASE ${column} ${cases} END`;
}
