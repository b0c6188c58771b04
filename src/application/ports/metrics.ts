import type { Scan } from '#domain/informatieobject/scan.schema.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';

/** What operators count. Labels are channels, codes and queues only. */
export interface Metrics {
  accepted(channel: ChannelName, count: number, duplicates: number): void;
  registered(channel: ChannelName, secondsSinceReceipt: number): void;
  parked(channel: ChannelName, code: string): void;
  setAside(channel: ChannelName, code: string): void;
  /** One document that went to the virus scanner. */
  scanned(uitslag: Scan['uitslag']): void;
  failed(job: string, kind: string, code: string): void;
  ignored(channel: ChannelName, code: string, count: number): void;
}
