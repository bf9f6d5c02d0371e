export { ExportRefused, exportFormat, lineBytesMax, type ExportHeader, type ExportTrailer } from './lines.js';
export { exportLog, type ExportAsked } from './writing.js';
export { ExportReader, type ExportFlaw } from './reading.js';
export { verifyExport, type ExportVerification } from './verification.js';
export { exportAsSource } from './source.js';
