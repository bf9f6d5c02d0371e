/** Turns an event's stored payload of schema n into the payload of schema n + 1. */
export type Upcast = (old: never) => unknown;

/** Per event name: the step from each old schema number to the next. Only ever added to. */
export type Upcasts = Readonly<Record<string, Readonly<Record<number, Upcast>>>>;

/** The schema number new events of this type are written with: one more than the number of steps, which count from 1. */
export const schemaOf = (upcasts: Upcasts, type: string): number => 1 + Object.keys(upcasts[type] ?? {}).length;

/** Brings a stored payload to today's shape. A schema newer than this program knows is an error, never a guess. */
export const upcast = (upcasts: Upcasts, type: string, schema: number, data: unknown): unknown => {
  const current = schemaOf(upcasts, type);
  if (schema > current) throw new Error(`${type} has schema ${schema}, this program knows ${current}: it is older than the log`);
  let shaped = data;
  for (let step = schema; step < current; step++) {
    const up = upcasts[type]?.[step];
    if (!up) throw new Error(`no upcast of ${type} from schema ${step}`);
    shaped = up(shaped as never);
  }
  return shaped;
};
