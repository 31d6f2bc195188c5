export { splitWords, wordsOf } from '../../core/name-words.ts'
