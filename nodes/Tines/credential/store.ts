import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { Creator, howCreated, sharedCreator } from '../../core/createOnce';
import type { Difference } from '../../core/difference';
import { KeyedLock } from '../../core/keyedLock';
import { sharedListings } from '../../core/listing';
import type {
	Compares,
	Creates,
	Gets,
	Lists,
	Made,
	Removes,
	Rewrites,
	Updates,
} from '../../core/store';
import { isRecord } from '../../core/vendor';
import { allOf } from '../listing';
import { checkMode, requestFor } from './change';
import type { CredentialSpec } from './fields';
import { judged, metadataFor, withoutFingerprint, withoutForeign } from './fingerprint';
import type { FingerprintOptions } from './fingerprint';
import { leftToDo, needsConsent, REDIRECT_URL_LOST } from './leftToDo';
import { referencesIn, stillUsed } from './references';
import type { RemoveOptions } from './references';
import { checkCanHaveTest, checkTestVersion } from './versions';
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

/** What came of a creation, live or test. */
interface Creation extends Pick<Made<Credential>, 'stored' | 'related'> {
	/** Whether the answer was lost and the credential was found afterwards. */
	adopted: boolean;
	/** The step, for the output. */
	report: string;
}

const CREDENTIALS = '/api/v1/user_credentials';

/** The credentials of a Tines tenant, for one run of a node. */
export class CredentialStore
	implements
		Lists<Credential, CredentialQuery>,
		Gets<Credential, string>,
		Creates<CredentialSpec, Credential, FingerprintOptions>,
		Updates<CredentialSpec, Credential, UpdateOptions, string>,
		Removes<RemoveOptions, string>,
		Compares<CredentialSpec, Credential, FingerprintOptions>,
		Rewrites<CredentialSpec, Credential, FingerprintOptions>
{
	private readonly creator: Creator;
	/** Test versions go by the ID of their live one, which what is shared knows as created already. */
	private readonly testCreator = new Creator();
	private readonly lock = new KeyedLock();

	constructor(private readonly client: Client) {
		this.creator = sharedCreator(`credential ${client.key}`);
	}

	readonly list = sharedListings<Credential, CredentialQuery>((query) => this.fetchAll(query));

	async get(id: string): Promise<Credential> {
		return await this.read(id);
	}

	async keyOf({ team_id: teamId, name }: CredentialSpec): Promise<string> {
		return keyOf(teamId, name);
	}

	storedKey({ team_id: teamId, name }: Credential): string {
		return keyOf(teamId, String(name).trim());
	}

	async differences(
		spec: CredentialSpec,
		stored: Credential,
		{ keepFingerprint }: FingerprintOptions,
	): Promise<Difference[]> {
		checkMode(stored, spec);
		const differences = differencesIn(withoutForeign(spec), withoutFingerprint(stored));
		if (!keepFingerprint) return differences;
		return judged(differences, spec, stored, (text) => this.client.fingerprint(text));
	}

	async create(spec: CredentialSpec, options: FingerprintOptions): Promise<Made<Credential>> {
		this.keepSecrets(spec);
		const made =
			spec.live_credential_id === undefined
				? await this.createLive(this.withFingerprint(spec, undefined, options))
				: await this.createTest(spec, spec.live_credential_id);
		const { stored, report, adopted, related } = made;
		const lost = adopted && needsConsent(spec) ? [REDIRECT_URL_LOST] : [];
		return {
			stored,
			steps: [report, ...lost],
			leftToDo: leftToDo(spec, stored, adopted),
			...(related && { related }),
		};
	}

	async update(
		id: string,
		change: CredentialSpec,
		{ version = 'live' }: UpdateOptions,
	): Promise<Credential> {
		this.keepSecrets(change);
		return await this.lock.run(id, async () => {
			const stored = await this.read(id);
			if (version === 'test') {
				checkTestVersion(stored, change);
				// Its own content is not given back, so there is nothing to compare with.
				return await this.put(id, { ...requestFor(stored, change, version), is_test: true });
			}
			if (differencesIn(withoutForeign(change), withoutFingerprint(stored)).length > 0) {
				return await this.write(stored, change, {});
			}
			checkMode(stored, change);
			return stored;
		});
	}

	async rewrite(
		stored: Credential,
		change: CredentialSpec,
		options: FingerprintOptions,
	): Promise<Credential> {
		this.keepSecrets(change);
		return await this.lock.run(
			String(stored.id),
			async () => await this.write(stored, change, options),
		);
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

	private async write(
		stored: Credential,
		change: CredentialSpec,
		options: FingerprintOptions,
	): Promise<Credential> {
		const whole = this.withFingerprint(change, stored, options);
		return await this.put(String(stored.id), requestFor(stored, whole, 'live'));
	}

	private async put(id: string, body: IDataObject): Promise<Credential> {
		return await this.client.request<Credential>({
			method: 'PUT',
			path: path`/api/v1/user_credentials/${id}`,
			body,
			isUsable: isRecord,
		});
	}

	/** What is to be written, with the metadata that a fingerprint needs. */
	private withFingerprint(
		given: CredentialSpec,
		stored: Credential | undefined,
		options: FingerprintOptions,
	): CredentialSpec {
		const spec = withoutForeign(given);
		const metadata = metadataFor(
			spec,
			stored,
			options,
			(text) => this.client.fingerprint(text),
			this.client.vendorTime(Date.now()),
		);
		if (!metadata) return spec;
		return { ...spec, metadata: undefined, metadataJson: metadata };
	}

	private async createLive(spec: CredentialSpec): Promise<Creation> {
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
	private async createTest(spec: CredentialSpec, liveId: number): Promise<Creation> {
		const what = `test version of the credential ${liveId}`;
		const { stored, adopted, sent } = await this.testCreator.create(
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
					return made >= this.client.earliest(since) ? [live] : [];
				},
			},
			this.client.signal,
		);
		return {
			stored,
			adopted,
			report: `created the ${what}${howCreated(adopted, sent)}`,
			// Whose ID the answer has, the live one's or one of its own, is not documented.
			related: { live_credential_id: liveId },
		};
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
		const key = await this.keyOf(spec);
		const found: Credential[] = [];
		for await (const listed of this.fetchAll({ team_id: spec.team_id })) {
			const made = Date.parse(listed.created_at ?? '');
			const isSame = this.storedKey(listed) === key && listed.name === spec.name;
			if (isSame && made >= this.client.earliest(since)) found.push(listed);
		}
		return found;
	}

	private fetchAll(query: CredentialQuery): AsyncGenerator<Credential> {
		return allOf<Credential>(this.client, 'user_credentials', { ...query });
	}

	private keepSecrets(spec: CredentialSpec): void {
		for (const secret of secretsOf(spec)) this.client.keepSecret(secret);
	}
}

/** Joined, since of a template both the parts and the whole would stay in memory. */
const keyOf = (teamId: number | undefined, name: string | undefined) => [teamId, name].join(' ');

const readableDiffers = (spec: CredentialSpec, stored: Credential) =>
	differencesIn(spec, stored).filter(({ kind }) => kind === 'changed');
