/** The directory says no: thrown, with a stable code and the fields a caller may be told (never a name). */
export abstract class DirectoryTrouble extends Error {
  abstract readonly code: string;
  constructor(
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An entry that makes no sense: a person id that is no UUID, an empty or overlong text, an address without an @. */
export class EntryRefused extends DirectoryTrouble {
  readonly code = 'EntryRefused';
}

/** The sign-in subject already leads to somebody else. */
export class SubjectTaken extends DirectoryTrouble {
  readonly code = 'SubjectTaken';
}

/** The person was erased; an erasure is for ever. */
export class PersonWasErased extends DirectoryTrouble {
  readonly code = 'PersonWasErased';
}

/** Another process, or another part of this one, has the file open. */
export class DirectoryInUse extends DirectoryTrouble {
  readonly code = 'DirectoryInUse';
}

/** The file cannot be created, read or written. */
export class DirectoryUnavailable extends DirectoryTrouble {
  readonly code = 'DirectoryUnavailable';
}

/** The file is no directory, is damaged, or was written by a newer version. */
export class DirectoryCorrupt extends DirectoryTrouble {
  readonly code = 'DirectoryCorrupt';
}
