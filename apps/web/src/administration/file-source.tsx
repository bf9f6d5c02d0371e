import { useId, useState, type FormEvent } from 'react';

/** A text file as somebody brought it, or what they pasted instead. */
export interface BroughtText {
  readonly name: string;
  readonly text: string;
  readonly bytes: ArrayBuffer;
}

/** What is said around the file, and what it may be. */
interface FileWords {
  /** What to choose: “A CSV file”. */
  readonly file: string;
  /** The endings and types a browser offers. */
  readonly accept: string;
  /** What to paste instead. */
  readonly paste: string;
  /** What a paste is called, as if it were a file. */
  readonly pasted: string;
  readonly bytesMax: number;
  /** What to do about a larger file. */
  readonly tooLarge: string;
  /** What to do about a file that is not text in UTF-8. */
  readonly notText: string;
}

/** Takes a text file, or its text pasted. Bringing it writes nothing; null where it was taken away again. */
export const FileSource = ({
  words: { file, accept, paste, pasted, bytesMax, tooLarge, notText },
  onBrought,
}: {
  readonly words: FileWords;
  readonly onBrought: (brought: BroughtText | null) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [says, setSays] = useState('');
  const id = useId();
  const take = (name: string, bytes: ArrayBuffer): void => {
    if (bytes.byteLength > bytesMax) return refuse(tooLarge);
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      setSays(`Looking at ${name}.`);
      onBrought({ name: name.slice(0, 200), text, bytes });
    } catch {
      refuse(notText);
    }
  };
  const refuse = (because: string): void => {
    setSays(because);
    onBrought(null);
  };
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return refuse('');
    if (chosen.size > bytesMax) return refuse(tooLarge);
    take(chosen.name, await chosen.arrayBuffer());
  };
  const look = (event: FormEvent): void => {
    event.preventDefault();
    take(pasted, new TextEncoder().encode(typed).buffer as ArrayBuffer);
  };
  return (
    <div className="app-source">
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={id}>
          {file}
        </label>
        <input id={id} type="file" accept={accept} onChange={(event) => void choose(event.target.files?.[0])} />
      </div>
      <form onSubmit={look}>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={`${id}-text`}>
            {paste}
          </label>
          <textarea
            className="nhsuk-textarea"
            id={`${id}-text`}
            rows={5}
            required
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <button className="nhsuk-button nhsuk-button--secondary" type="submit">
          Look at what was pasted
        </button>
      </form>
      <p role="status">{says}</p>
    </div>
  );
};
