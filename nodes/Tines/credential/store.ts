import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { howCreated, sharedCreator } from '../../core/createOnce';
import type { Creator } from '../../core/createOnce';
import type { Difference } from '../../core/difference';
import { InvalidInput } from '../../core/errors';
import { KeyedLock } from '../../core/keyedLock';
import { sharedListings } from '../../core/listing';
import type {
	Compares,
	Creates,
	Gets,
	Lists,
	Made,
	Match,
	Removes,
	Updates,
} from '../../core/store';
import { isRecord } from '../../core/vendor';
import { allOf } from '../listing';
import { FIELDS } from './fields';
import type { CredentialSpec } from './fields';
import { WITH_TOKEN_TTL } from './modes';
import { referencesIn, stillUsed } from './references';
import type { RemoveOptions } from './references';
import { checkMetadata, checkSharing } from './rules';
import { differencesIn, secretsOf, toRequest } from './wire';
import type { Credential } from './wire';

/** What Tines itself narrows the list by. */
export interface CredentialQuery {
	team_id?: number;
	folder_id?: number;
	filter?: 'RESTRICTED' | 'UNRESTRICTED' | 'UNUSED_IN_ACTIONS';
}

export interface UpdateOptions {
	/** Whether the live or the test version is changed. */
	version?: 'live' | 'test';
}

const CREDENTIALS = '/api/v1/user_credentials';

/** Slack when a moment of n8n's clock is compared with one of the vendor's, in milliseconds. */
const CLOCK_SLACK_MS = 2000;

const CONSENT =
	'Tines gets no tokens before the consent is given: open the redirect_url of each new credential in a browser, signed in as the user it is for.';

/** The credentials of a Tines tenant, for one run of a node. */
export class CredentialStore
	implements
		Lists<Credential, CredentialQuery>,
		Gets<Credential, string>,
		Creates<CredentialSpec, Credential>,
		Updates<CredentialSpec, Credential, UpdateOptions, string>,
		Removes<RemoveOptions, string>,
		Compares<CredentialSpec, Credential>
{
	private readonly creator: Creator;
	private readonly lock = new KeyedLock();

	constructor(private readonly client: Client) {
		this.creator = sharedCreator(`credential ${client.key}`);
	}

	readonly list = sharedListings<Credential, CredentialQuery>((query) => this.fetchAll(query));

	async get(id: string): Promise<Credential> {
		return await this.read(id);
	}

	match(spec: CredentialSpec): Match<Credential> {
		return ({ name, team_id: teamId }) => name === spec.name && teamId === spec.team_id;
	}

	async differences(spec: CredentialSpec, stored: Credential): Promise<Difference[]> {
		return differencesIn(spec, stored);
	}

	async create(spec: CredentialSpec): Promise<Made<Credential>> {
		this.keepSecrets(spec);
		const made =
			spec.live_credential_id === undefined
				? await this.createLive(spec)
				: await this.createTest(spec, spec.live_credential_id);
		const { stored, report, adopted } = made;
		if (spec.mode !== 'OAUTH' || spec.oauth_grant_type !== 'authorization_code') {
			return { stored, steps: [report] };
		}
		const lost = 'the redirect_url for the consent was in the lost answer';
		return {
			stored,
			steps: adopted ? [report, lost] : [report],
			leftToDo: stored.redirect_url
				? CONSENT
				: `Tines gave no redirect_url for '${stored.name}'${adopted ? `, since ${lost}` : ''}: open the credential in Tines to give the consent there.`,
		};
	}

	async update(
		id: string,
		change: CredentialSpec,
		{ version }: UpdateOptions,
	): Promise<Credential> {
		this.keepSecrets(change);
		checkMetadata(change);
		return await this.lock.run(id, async () => {
			const stored = await this.read(id);
			if (version === 'test') checkTestVersion(stored, change);
			const request = requestFor(stored, change);
			// The test version's own content is not given back, so there is nothing to compare with.
			const inStep = version !== 'test' && differencesIn(change, stored).length === 0;
			if (inStep) return stored;
			return await this.client.request<Credential>({
				method: 'PUT',
				path: path`/api/v1/user_credentials/${id}`,
				body: { ...request, ...(version === 'test' && { is_test: true }) },
				isUsable: isRecord,
			});
		});
	}

	async remove(id: string, { deleteReferenced }: RemoveOptions): Promise<IDataObject> {
		return await this.lock.run(id, async () => {
			if (!deleteReferenced) await this.checkUnused(id);
			await this.client.request({
				method: 'DELETE',
				path: path`/api/v1/user_credentials/${id}`,
			});
			return { id: Number(id) };
		});
	}

	private async createLive(spec: CredentialSpec) {
		const what = `credential '${spec.name}'`;
		const { stored, adopted, sent } = await this.creator.create(
			{
				what,
				key: `${spec.team_id} ${spec.name}`,
				send: async () => await this.post(toRequest(spec)),
				find: async (since: number) => await this.findCreated(spec, since),
				isSame: (found: Credential) => readableDiffers(spec, found).length === 0,
			},
			this.client.signal,
		);
		return {
			stored,
			adopted,
			report: `created the ${what} (${stored.id})${howCreated(adopted, sent)}`,
		};
	}

	/** A test version takes its team, and what else is not given, from the live credential. */
	private async createTest(spec: CredentialSpec, liveId: number) {
		const what = `test version of the credential ${liveId}`;
		const { stored, adopted, sent } = await this.creator.create(
			{
				what,
				key: `test of ${liveId}`,
				send: async () => {
					const live = await this.read(liveId);
					checkCanHaveTest(live, spec);
					return await this.post({ team_id: live.team_id, ...toRequest(spec) });
				},
				find: async (since: number) => {
					const live = await this.read(liveId);
					const made = Date.parse(live.test_credential?.created_at ?? '');
					return made >= this.earliest(since) ? [live] : [];
				},
			},
			this.client.signal,
		);
		return { stored, adopted, report: `created the ${what}${howCreated(adopted, sent)}` };
	}

	private async post(body: IDataObject): Promise<Credential> {
		return await this.client.request<Credential>({
			method: 'POST',
			path: CREDENTIALS,
			body,
			isUsable: isRecord,
		});
	}

	private async read(id: number | string, query?: { include_references: true }) {
		return await this.client.request<Credential>({
			method: 'GET',
			path: path`/api/v1/user_credentials/${id}`,
			query,
			isUsable: isRecord,
		});
	}

	/** A tenant that does not name references may still list what no action uses. */
	private async checkUnused(id: string): Promise<void> {
		const stored = await this.read(id, { include_references: true });
		const references = referencesIn(stored);
		if (references?.length === 0) return;
		if (references === undefined) {
			const query = { team_id: stored.team_id, filter: 'UNUSED_IN_ACTIONS' } as const;
			for await (const unused of this.list(query)) if (unused.id === stored.id) return;
		}
		throw stillUsed(stored, references ?? []);
	}

	private async findCreated(spec: CredentialSpec, since: number): Promise<Credential[]> {
		const isMatch = this.match(spec);
		const found: Credential[] = [];
		for await (const listed of this.fetchAll({ team_id: spec.team_id })) {
			const made = Date.parse(listed.created_at ?? '');
			if (isMatch(listed) && made >= this.earliest(since)) found.push(listed);
		}
		return found;
	}

	/** Some tenants give whole seconds only. */
	private earliest(since: number): number {
		return this.client.vendorTime(since) - CLOCK_SLACK_MS;
	}

	private fetchAll(query: CredentialQuery): AsyncGenerator<Credential> {
		return allOf<Credential>(this.client, 'user_credentials', { ...query });
	}

	private keepSecrets(spec: CredentialSpec): void {
		for (const secret of secretsOf(spec)) this.client.keepSecret(secret);
	}
}

const readableDiffers = (spec: CredentialSpec, stored: Credential) =>
	differencesIn(spec, stored).filter(({ kind }) => kind === 'changed');

/** A change in Tines' words, with what Tines wants beside it. */
function requestFor(stored: Credential, change: CredentialSpec): IDataObject {
	checkMode(stored, change);
	const access = change.read_access ?? stored.read_access;
	const leaving = change.read_access !== undefined && change.read_access !== 'SPECIFIC_TEAMS';
	const slugs = change.shared_team_slugs ?? (leaving ? [] : stored.shared_team_slugs);
	checkSharing({ read_access: access, shared_team_slugs: slugs });
	const moves = change.team_id !== undefined && change.team_id !== stored.team_id;
	return {
		// A folder is of one team: without a new one the credential goes to the root of its new team.
		...(moves && { folder_id: null }),
		...(leaving && stored.shared_team_slugs?.length && { shared_team_slugs: [] }),
		...tokenTtl(stored, change),
		...toRequest(change),
		mode: stored.mode,
	};
}

function checkMode({ id, name, mode }: Credential, change: CredentialSpec): void {
	if (change.mode === undefined || change.mode === mode) return;
	throw new InvalidInput(
		FIELDS.mode.property.displayName,
		`the credential '${name}' (${id}) is of the mode ${mode}, not ${change.mode}, and a mode cannot be changed`,
		'Choose its mode, or make a new credential.',
	);
}

/** Tines sets the time to live back when an update does not give it, and need not give it back. */
function tokenTtl(stored: Credential, change: CredentialSpec): IDataObject {
	if (!WITH_TOKEN_TTL.includes(stored.mode) || change.http_request_ttl !== undefined) return {};
	if (stored.http_request_ttl !== undefined) return { http_request_ttl: stored.http_request_ttl };
	throw new InvalidInput(
		FIELDS.http_request_ttl.property.displayName,
		`is missing: Tines does not give it back, and sets it back with every update of a credential of the mode ${stored.mode} that does not give it`,
		'Add the field with the value that it is to have; 0 for none.',
	);
}

function checkTestVersion({ id, name, ...stored }: Credential, change: CredentialSpec): void {
	const enabled = change.test_credential_enabled ?? stored.test_credential_enabled;
	const missing = !stored.test_credential;
	// Not every tenant has the member test_credential in its answer.
	if (enabled && stored.test_credential !== null) return;
	throw new InvalidInput(
		'Version',
		`the credential '${name}' (${id}) ${missing ? 'has no test version' : 'has its test version switched off'}`,
		missing
			? 'Create one: operation Create with the field Live Credential.'
			: 'Add the field Test Credential Enabled.',
	);
}

function checkCanHaveTest({ id, name, mode, ...live }: Credential, spec: CredentialSpec): void {
	const field = FIELDS.live_credential_id.property.displayName;
	if (live.test_credential) {
		throw new InvalidInput(
			field,
			`'${name}' (${id}) has a test version already`,
			'Change it with the operation Update and the option Version.',
		);
	}
	if (spec.mode !== mode) {
		throw new InvalidInput(field, `'${name}' (${id}) is of the mode ${mode}, not ${spec.mode}`);
	}
}
