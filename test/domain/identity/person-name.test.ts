import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPersonName, nameKey, nameLength, shapeVariantsKey } from '#shared/domain/identity/person-name.ts';

describe('nameKey (handbook 1.5)', () => {
  it.each(['·', '•', '‧', '・', '.', '．', '﹒'])('takes %s for the middle dot', (dot) => {
    expect(nameKey(`阿依古丽${dot}买买提`)).toBe('阿依古丽·买买提');
  });

  it.each([
    ['张 三', '张三'], ['　李明　', '李明'], ['张三(转入)', '张三'], ['王五（2班）', '王五'], ['*赵六', '赵六'], ['钱\u200b七', '钱七'], ['孙八【休学】、', '孙八'], ['张三（转入（借读））', '张三'], ['张 （（）)', '张'],
    ['ａｌｉ', 'ALI'], ['(无名)', '(无名)'], ['', ''],
  ])('%s → %s', (raw, key) => {
    expect(nameKey(raw)).toBe(key);
  });

  it('a key of a key is itself', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'张三 ·．(转)（）李𠮷*、a\u200b'), maxLength: 8 }), (raw) => {
      const key = nameKey(raw);
      expect(nameKey(key)).toBe(key);
    }), { numRuns: 2000 });
  });
});

describe('names', () => {
  it('folds variant and look-alike signs for proposals only', () => {
    expect(shapeVariantsKey('阎己祎')).toBe(shapeVariantsKey('闫巳袆'));
    expect(nameKey('阎己')).not.toBe(nameKey('闫巳'));
  });

  it('counts signs, not code units', () => {
    expect(nameLength('𠮷田')).toBe(2);
    expect(nameLength('张三A', 'wide')).toBe(5);
  });

  it.each([['李明', null], ['', 'empty'], ['李明2', 'has_digit'], ['李?', 'bad_sign'], ['李□', 'bad_sign'], ['甲'.repeat(31), 'too_long']])('%s → %s', (raw, problem) => {
    expect(checkPersonName(raw)).toBe(problem);
  });
});
