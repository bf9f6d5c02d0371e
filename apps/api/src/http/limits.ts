/** Larger requests are refused before they are read to their end. */
export const bodyBytesMax = 1_048_576;
/** A request that has not arrived in full by then is given up: whoever sends a byte now and then holds no connection for ever. */
export const requestMsMax = 30_000;
