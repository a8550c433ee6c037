/** A variable of the configuration, as it stands. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  /** In force now; secrets and phone numbers masked. Empty: nothing is. */
  readonly value: string;
  /** `envs/customer1.env:3`, `data/customer1/config.json:2`, `default`, … */
  readonly source: string;
  readonly secret: boolean;
  /** `live`: a change is in force at once; `restart`: at the next start; `file`: it can't be changed from here. */
  readonly change: 'live' | 'restart' | 'file';
}

/** A row of the difference between two configurations; secrets masked. */
export interface ChangedSetting {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** It waits for the next start; the old value is in force until then. */
  readonly needsRestart: boolean;
}

/** Wanted values by variable; null takes a variable out of the customer's file. */
export interface SettingsChange {
  readonly values: Readonly<Record<string, string | null>>;
  /** Say what would become of it, and write nothing. */
  readonly dryRun: boolean;
}

/** What came of a change, or of reading the files again. */
export interface SettingsReport {
  readonly changes: readonly ChangedSetting[];
  /** Of the new configuration: what deserves a look. */
  readonly warnings: readonly string[];
  /** Where it was written; null when nothing was. */
  readonly file: string | null;
}

/** The caps that S1's operators turn at run time; null: no such cap. Absent in a change: as it was. */
export interface RunTimeLimits {
  readonly messagesPerDay: number | null;
  readonly messagesPerHour: number | null;
  /** Whole seconds. */
  readonly minIntervalSeconds: number;
  /** Whole seconds. */
  readonly minIntervalPerChatSeconds: number;
  readonly newConversationsPerDay: number;
  readonly answersPerDay: number;
  /** `09:00-12:00,18:00-23:00`; empty: always. */
  readonly activeWindows: string;
}

/** Where the account may speak unasked, as the operator wrote the places. */
export interface Allowlist {
  readonly groups: readonly string[];
  readonly channels: readonly string[];
}

export interface AllowlistChange {
  readonly addGroups?: readonly string[];
  readonly removeGroups?: readonly string[];
  readonly addChannels?: readonly string[];
  readonly removeChannels?: readonly string[];
  readonly dryRun: boolean;
}

/**
 * What an operator can read and change of the configuration while the daemon runs. Every change is checked as a
 * start would check it, written to the customer's own file, and then in force: a bad one changes nothing.
 */
export interface SettingsControl {
  settings(): Promise<readonly Setting[]>;
  /** @throws PostaciError `CONFIG_INVALID` or `USAGE` with everything that is wrong; nothing is changed then */
  changeSettings(change: SettingsChange): Promise<SettingsReport>;
  limits(): Promise<RunTimeLimits>;
  changeLimits(
    change: Partial<RunTimeLimits> & { readonly dryRun: boolean },
  ): Promise<SettingsReport>;
  allowlist(): Promise<Allowlist>;
  changeAllowlist(change: AllowlistChange): Promise<SettingsReport>;
  /** Reads all files again. @throws PostaciError `CONFIG_INVALID`; the old configuration stays in force then */
  reload(): Promise<SettingsReport>;
}
