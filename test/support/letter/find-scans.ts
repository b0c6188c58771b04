import { findScan, listFolder, type FoundScan } from '#channels/letter/letter.scan-folder.ts';

/** Every scan that lies in the folder, as it is now. */
export async function findScans(folder: string): Promise<FoundScan[]> {
  const listing = await listFolder(folder);
  const found = await Promise.all(listing.scans.map((relative) => findScan(folder, relative, listing)));
  return found.filter((scan) => scan !== undefined);
}
