import { randomBytes } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { Difference } from '../../core/difference';
import { flag } from '../../core/fields';
import type { CredentialSpec } from './fields';
import { hiddenFields, toRequest } from './wire';
import type { Credential } from './wire';

/** The metadata entry that keeps the fingerprint. */
export const ENTRY = 'n8n_oauth_admin_fingerprint';

/** The option that has one kept. */
export const KEEP_FINGERPRINT = {
	keepFingerprint: flag({
		displayName: 'Keep Fingerprint',
		type: 'boolean',
		default: true,
		description: `Whether to note in the metadata (${ENTRY}), in a form that only the same API key can read anything from, what was written into fields that Tines never gives back: what is unchanged is then not written again, and a change is seen`,
	}),
};

export interface FingerprintOptions {
	keepFingerprint?: boolean;
}

/** Turns a text into one that tells nothing but whether another text is the same; see Client. */
export type Keyed = (text: string) => string;

/** What a fingerprint says. */
interface Fingerprint {
	/** When it was made, in milliseconds. */
	readonly at: number;
	/** Makes equal secrets of two credentials look different. */
	readonly salt: string;
	readonly marks: ReadonlyMap<string, string>;
}

/** What else was written within this time may have been the same request. */
const SLACK_MS = 120_000;

const VERSION = 'v1';

/** Characters of a mark: 132 bits. */
const MARK_LENGTH = 22;

/** Metadata without the fingerprint: the part that is the user's. */
function ownPart<Metadata extends IDataObject>(metadata: Metadata): Metadata {
	return Object.fromEntries(
		Object.entries(metadata).filter(([name]) => name !== ENTRY),
	) as Metadata;
}

/** A stored credential without its fingerprint. */
export function withoutFingerprint(stored: Credential): Credential {
	if (!stored.metadata || !(ENTRY in stored.metadata)) return stored;
	return { ...stored, metadata: ownPart(stored.metadata) };
}

/** A specification without a fingerprint that came with metadata read from Tines: it is not its own. */
export function withoutForeign({
	metadata,
	metadataJson,
	...spec
}: CredentialSpec): CredentialSpec {
	return {
		...spec,
		...(metadata && { metadata: ownPart(metadata) }),
		...(metadataJson && { metadataJson: ownPart(metadataJson) }),
	};
}

/**
 * Differences in which what the fingerprint knows takes the place of what is unknown. It knows nothing
 * once the credential was changed by somebody else since.
 */
export function judged(
	differences: readonly Difference[],
	spec: CredentialSpec,
	stored: Credential,
	keyed: Keyed,
): Difference[] {
	const fingerprint = trusted(stored, keyed);
	if (!fingerprint) return [...differences];
	return differences.flatMap((difference): Difference[] => {
		const { field, kind } = difference;
		const mark = fingerprint.marks.get(field);
		if (kind !== 'unknown' || mark === undefined) return [difference];
		const same = markOf(field as keyof CredentialSpec, spec, fingerprint.salt, keyed) === mark;
		return same ? [] : [{ field, kind: 'changed' }];
	});
}

/**
 * The metadata to be written with a credential, so that its fingerprint tells what is written now, or
 * that it has none any more, where none is wanted: an old one would be believed of what it does not know.
 *
 * @param stored undefined for a new one
 * @param now in milliseconds, by Tines' clock
 * @returns undefined when there is no fingerprint to be kept, nor one to be taken out
 */
export function metadataFor(
	spec: CredentialSpec,
	stored: Credential | undefined,
	{ keepFingerprint }: FingerprintOptions,
	keyed: Keyed,
	now: number,
): IDataObject | undefined {
	const has = stored?.metadata?.[ENTRY] !== undefined;
	const hidden = hiddenFields(spec);
	const own = spec.metadata ?? spec.metadataJson ?? (stored && withoutFingerprint(stored).metadata);
	if (!(keepFingerprint ?? has)) return has && hidden.length > 0 ? own : undefined;
	// A tenant that gives no metadata back could not be asked for the fingerprint later.
	if (stored && stored.metadata === undefined) return undefined;
	const known = stored ? trusted(stored, keyed) : undefined;
	const salt = known?.salt ?? randomBytes(9).toString('base64url');
	const written = hidden.map((field): [string, string] => [
		field,
		markOf(field, spec, salt, keyed),
	]);
	const marks = new Map([...(known?.marks ?? []), ...written]);
	const texts = [...marks].map(([field, mark]) => `${field}=${mark}`);
	const seconds = Math.round(now / 1000);
	const maker = makerOf(salt, seconds, keyed);
	return { ...own, [ENTRY]: [VERSION, seconds, salt, maker, ...texts].join(' ') };
}

function markOf(
	field: keyof CredentialSpec,
	spec: CredentialSpec,
	salt: string,
	keyed: Keyed,
): string {
	const written = toRequest({ [field]: spec[field] });
	return keyed(`${salt} ${field} ${JSON.stringify(written)}`).slice(0, MARK_LENGTH);
}

/**
 * Tells whether the same API key made a fingerprint, and then: with another no mark would ever be the
 * same, and with a later moment a change made since would be believed to be none.
 */
const makerOf = (salt: string, seconds: number, keyed: Keyed) =>
	keyed(`${salt} ${seconds}`).slice(0, MARK_LENGTH);

/** The fingerprint, if there is one that can be read and still holds. */
function trusted(stored: Credential, keyed: Keyed): Fingerprint | undefined {
	const text = stored.metadata?.[ENTRY];
	const [version, seconds, salt, maker, ...marks] = typeof text === 'string' ? text.split(' ') : [];
	const at = Number(seconds) * 1000;
	if (version !== VERSION || !salt) return undefined;
	if (maker !== makerOf(salt, Number(seconds), keyed)) return undefined;
	const changed = Date.parse(stored.updated_at ?? '');
	// Where it is not told when it was changed, or when this was made, it may have been since.
	if (!(changed <= at + SLACK_MS)) return undefined;
	return {
		at,
		salt,
		marks: new Map(marks.map((mark) => mark.split('=', 2) as [string, string])),
	};
}
