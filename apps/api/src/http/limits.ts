/** Larger requests are refused before they are read to their end. */
export const bodyBytesMax = 1_048_576;
