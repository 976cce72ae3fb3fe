/** 学段, youngest first (handbook README, conventions). */
export const educationStages = ['preschool', 'primary', 'junior', 'senior', 'vocational'] as const;
export type EducationStage = (typeof educationStages)[number];

const stageNames: Readonly<Record<EducationStage, string>> = {
  preschool: '学前', primary: '小学', junior: '初中', senior: '普通高中', vocational: '中职',
};

export function formatStage(stage: EducationStage): string {
  return stageNames[stage];
}

const stageWords: readonly (readonly [RegExp, EducationStage])[] = [
  [/幼儿|学前|幼稚/, 'preschool'],
  [/小学/, 'primary'],
  [/初级中学|初中/, 'junior'],
  [/中职|中等职业|职高|职业高中|职中|中专|技工|技校/, 'vocational'],
  [/高中|高级中学/, 'senior'],
];

/** Reads 学段 as files write it (小学, 初级中学, 普通高中, 职高 …); null when it names none. */
export function parseStage(text: string): EducationStage | null {
  return stageWords.find(([word]) => word.test(text))?.[1] ?? null;
}

/** Years a pupil spends in each stage. A place's own custom (五四制) is a setting (`stage.years`, handbook 1.6). */
export type StageYears = Readonly<Record<EducationStage, number>>;

export const defaultStageYears: StageYears = { preschool: 3, primary: 6, junior: 3, senior: 3, vocational: 3 };
