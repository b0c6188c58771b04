/** The package has no types; only what the tests use. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';
  interface HoodiecrowServer {
    readonly server: Server;
    listen(port: number, host: string, ready: () => void): void;
    close(): void;
    getMailbox(path: string): { messages: { raw: string }[] } | undefined;
    appendMessage(path: string, flags: string[], internalDate: string | false, raw: string): void;
  }
  export default function hoodiecrow(options: object): HoodiecrowServer;
}
