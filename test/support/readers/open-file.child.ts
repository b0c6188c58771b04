import { createReaderProcess } from '#infrastructure/readers/reader-process.ts';
import { openFilesOf, readerPid } from './open-files-of.ts';
import { READER_KINDS } from './reader-kinds.ts';

/** A program that was started with a file open: tells what it has open itself, and what its reader has. */
const { unit, messages } = READER_KINDS['form'] ?? process.exit(1);
const reader = createReaderProcess(unit);
const [message] = await messages();
if (message !== undefined)
  await reader.run({ module: unit.module.href, settings: unit.settings, inputs: [message.input] }, unit);
process.send?.({ ours: openFilesOf(process.pid), readers: openFilesOf(readerPid()) });
reader.close();
process.disconnect();
