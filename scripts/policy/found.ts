/** What a file of any kind says, once it is read: the same for all, so that all are checked by the same rules. */

/** Browsers for which a file can hold something. */
export type Browser = 'chromium' | 'chrome' | 'edge' | 'firefox';

/** What stands in a file for one browser. */
export interface Found {
  readonly browser: Browser;
  /** Ids of the extension: as installed and as configured; null where the file does not say. */
  readonly installedId: string | null;
  readonly configuredId: string | null;
  /** Where it is installed from: an update file, or for Firefox the package. */
  readonly address: string | null;
  /** Values of policy keys as they stand there; null if there are none. */
  readonly settings: Readonly<Record<string, unknown>> | null;
}

/** `ID;ADDRESS`, as an entry of ExtensionInstallForcelist has it. */
export const forcelistEntry = (id: string, address: string): string => `${id};${address}`;

/** An entry of a force list that may be ours: the one for the wanted id, or the only one. */
export const readForcelist = (
  list: unknown,
  wanted: string | null,
): { readonly id: string; readonly address: string } | null => {
  if (!Array.isArray(list)) return null;
  const entries = (list as unknown[]).flatMap((entry) => {
    const [id, address] = typeof entry === 'string' ? entry.split(';') : [];
    return id === undefined ? [] : [{ id, address: address ?? '' }];
  });
  return entries.find(({ id }) => id === wanted) ?? (entries.length === 1 ? (entries[0] ?? null) : null);
};
