/** The world says no: thrown, with a stable code and the fields a caller may be told. */
export class Trouble extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Trouble';
  }
}

export const commandIdReused = (commandId: string): Trouble =>
  new Trouble(
    'CommandIdReused',
    `the command id ${commandId} was used before with another content or by somebody else; take a new id for a new command`,
    { commandId },
  );

export const tooBusy = (stream: string, attempts: number): Trouble =>
  new Trouble('Busy', `others went on writing to the same subject through ${attempts} attempts; send the command again with the same id`, {
    stream,
  });

export const viewsStopped = (position: number, reason: string): Trouble =>
  new Trouble('ViewsStopped', `the views stopped after position ${position}: ${reason}`, { position });

/** A moment the log has none of: the field it was asked by, what stood there, and what can be asked instead. */
export const noSuchPosition = (field: string, value: string | number, because: string, head: number): Trouble =>
  new Trouble('NoSuchPosition', `${field} ${value} ${because}`, { field, value, head });
