/** Tags, and marks of other kinds of writing than prose: no part of a sentence, and read aloud only by their names. */
export const UNSPOKEN = /<\/?[a-z][^<>]{0,200}>|[*_`#~^|\\[\]{}<>=]+/gi;
