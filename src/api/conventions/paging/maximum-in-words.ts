/** `Maximum: 100`, `max. 1,000 per page`, `cannot exceed 50`, `values above 100 are cut`. */
const afterWord =
  /\b(?:max(?:imum|imal)?|largest|exceed|(?:higher|larger|greater|more|less|fewer) than(?: or equal to)?|above|up to|at most|limited to)\b(?<gap>[^\d.;]{0,40})(?<number>\d[\d,]{0,9})/gi

/** `1 - 100`, `between 1 and 100`, `0 to 200`. */
const range = /\b\d{1,4} ?(?:-|–|to|and|\.\.) ?(?<number>\d[\d,]{0,9})/gi

/** `100 max`. */
const beforeWord = /\b(?<number>\d[\d,]{0,9}) ?max\b/gi

/** Sentences about leaving the parameter out state a default and no maximum. */
const aboutDefault = /unspecified|not specified|not set|not provided|omitted|unset|defaulted/i

/**
 * The largest maximum that a description states, if it states one.
 * @param text a description of a number, such as a page size
 */
export function maximumInWords(text: string): number | undefined {
  const sentences = text.split(/[.;](?:\s|$)/).filter((sentence) => !aboutDefault.test(sentence))
  const numbers = sentences.flatMap((sentence) =>
    [afterWord, range, beforeWord].flatMap((pattern) =>
      [...sentence.matchAll(pattern)]
        .filter(({ groups }) => !/default/i.test(groups?.['gap'] ?? ''))
        .map(({ groups }) => Number((groups?.['number'] ?? '').replaceAll(',', ''))),
    ),
  )
  // `more than 0` is a minimum.
  const largest = numbers.reduce((most, number) => Math.max(most, number), 1)
  return largest > 1 ? largest : undefined
}
