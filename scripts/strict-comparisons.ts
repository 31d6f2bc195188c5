/**
 * Pairs of last names whose comparisons may do something else when they are loose, so the build leaves them alone (`loose-sources`): somewhere in the
 * sources they compare what may be `null` with `undefined`, or values of two types. A test finds out by types which ones these are
 * (`compared-types`).
 */
export const strictComparisons: readonly string[] = `
  String step, a b, additional undefined, after before, allowed given, allowed undefined, answer undefined, anyOf value[], around undefined,
  asObject[] undefined, at text, beside value, bin undefined, casings value[], code fixed, code text, condition text, config undefined,
  constant undefined, content text, covers text, defined text, documented text, each[] text, enum value[], envelope unknown, error undefined,
  event text, example undefined, expected undefined, extent text, field text, field undefined, file path, first name, flaw unknown, format text,
  found undefined, get options, head undefined, holder pointer[], hook undefined, implied text, inCode unknown, inherited undefined,
  inner undefined, item undefined, items undefined, keyName name, keyName path[], keyword undefined, keywords[] undefined, known undefined,
  manifest undefined, meant undefined, memberName name, name path[], name step, name value, name value[], names[] ours, nested value, number value,
  object[] undefined, one other, one severity, one text, one undefined, openness undefined, others undefined, own undefined, parameter text,
  parsed undefined, part text, parts[] text, path undefined, path[] step, paths undefined, place text, plain value, property undefined,
  request undefined, routes undefined, setUp text, settings undefined, severity value, signer undefined, staged text, stored undefined,
  suppression undefined, syscall text, taken undefined, target text, text type, text value, text value[], texts undefined, titleOf titleOf,
  together undefined, trigger undefined, type undefined, types undefined, undefined unknown, undefined value, value value, value value[],
  value weakness
`.trim().split(/,\s+/)
