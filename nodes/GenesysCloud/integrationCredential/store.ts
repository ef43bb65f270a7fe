import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { howCreated, sharedCreator } from '../../core/createOnce';
import type { Creator } from '../../core/createOnce';
import { differencesOf } from '../../core/difference';
import type { Difference } from '../../core/difference';
import { InvalidInput, Unreachable } from '../../core/errors';
import { isRecord } from '../../core/vendor';
import { KeyedLock } from '../../core/keyedLock';
import { entriesOfPages, sharedListing } from '../../core/listing';
import { reveal, Secret } from '../../core/secret';
import type {
	Compares,
	Creates,
	Gets,
	Lists,
	Made,
	Removes,
	Rewrites,
	Stored,
	Updates,
} from '../../core/store';
import { isListing } from '../isListing';
import { FIELDS } from './fields';
import type { IntegrationCredentialSpec } from './fields';
import { visibleFields } from './redacted';

/** An integration credential as Genesys Cloud gives it (API description: CredentialInfo, Credential). */
export interface IntegrationCredential extends Stored {
	id: string;
	name?: string;
	type?: { id?: string; name?: string };
	createdDate?: string;
	modifiedDate?: string;
	/** In the answer to a single one only, without what is sensitive. */
	credentialFields?: Record<string, string | null>;
}

/** The type of credential that holds an OAuth client of Genesys Cloud itself. */
export const OAUTH_CLIENT_TYPE = 'pureCloudOAuthClient';

const CREDENTIALS = '/api/v2/integrations/credentials';

/** The most entries that the vendor gives on one page. */
const PAGE_SIZE = 200;

export interface UpdateOptions {
	/** Write the given fields alone, although the type has others that Genesys Cloud never gives back. */
	dropHiddenFields?: boolean;
}

/** The integration credentials of a Genesys Cloud organization, for one run of a node. */
export class IntegrationCredentialStore
	implements
		Lists<IntegrationCredential>,
		Gets<IntegrationCredential, string>,
		Creates<IntegrationCredentialSpec, IntegrationCredential>,
		Updates<IntegrationCredentialSpec, IntegrationCredential, UpdateOptions, string>,
		Removes<object, string>,
		Compares<IntegrationCredentialSpec, IntegrationCredential>,
		Rewrites<IntegrationCredentialSpec, IntegrationCredential, UpdateOptions>
{
	private readonly creator: Creator;
	private readonly lock = new KeyedLock();
	private types: Promise<CredentialType[]> | undefined;

	constructor(private readonly client: Client) {
		this.creator = sharedCreator(`integration credential ${client.key}`);
	}

	readonly list = sharedListing<IntegrationCredential>(() => this.fetchAll());

	async get(id: string): Promise<IntegrationCredential> {
		return await this.client.request({
			method: 'GET',
			path: path`/api/v2/integrations/credentials/${id}`,
			isUsable: isRecord,
		});
	}

	async keyOf({ name, credentialType }: IntegrationCredentialSpec): Promise<string> {
		return `${credentialType} ${name}`;
	}

	storedKey({ name, type }: IntegrationCredential): string {
		return `${type?.name} ${String(name).trim()}`;
	}

	async differences(
		spec: Partial<IntegrationCredentialSpec>,
		stored: IntegrationCredential,
	): Promise<Difference[]> {
		const { credentialFields, name, credentialType } = spec;
		if (credentialType !== undefined && credentialType !== stored.type?.name) {
			throw new InvalidInput(
				FIELDS.credentialType.property.displayName,
				`'${stored.name}' (${stored.id}) is of the type ${stored.type?.name}, not ${credentialType}, and a type cannot be changed`,
			);
		}
		const plain = differencesOf({ name }, { name: stored.name });
		const hidden = credentialFields
			? [{ field: 'credentialFields', kind: 'unknown' as const }]
			: [];
		return [...plain, ...hidden];
	}

	async create(spec: IntegrationCredentialSpec): Promise<Made<IntegrationCredential>> {
		const what = `integration credential '${spec.name}'`;
		const creation = {
			what,
			key: `${spec.credentialType} ${spec.name}`,
			send: async () =>
				await this.client.request<IntegrationCredential>({
					method: 'POST',
					path: CREDENTIALS,
					body: this.body(spec.name, spec.credentialType, spec.credentialFields),
					isUsable: isRecord,
				}),
			find: async (since: number) => await this.findCreated(spec, since),
		};
		const { stored, adopted, sent } = await this.creator.create(creation, this.client.signal);
		const report = `created the ${what} (${stored.id})${howCreated(adopted, sent)}`;
		return { stored, steps: [report] };
	}

	/** A credential that holds an OAuth client. */
	async createForClient(
		name: string,
		clientId: string,
		clientSecret: Secret | undefined,
	): Promise<IntegrationCredential> {
		const credentialFields = clientFields(clientId, clientSecret);
		const spec = { name, credentialType: OAUTH_CLIENT_TYPE, credentialFields };
		return (await this.create(spec)).stored;
	}

	/**
	 * A stored credential that an OAuth client can be written into.
	 *
	 * @throws InvalidInput when it is of another type
	 */
	async getForClient(id: string): Promise<IntegrationCredential> {
		const stored = await this.get(id);
		if (stored.type?.name === OAUTH_CLIENT_TYPE) return stored;
		throw new InvalidInput(
			'Integration Credential',
			`'${stored.name ?? id}' is of the type ${stored.type?.name ?? 'unknown'}, so it cannot hold an OAuth client`,
			`Pick one of the type ${OAUTH_CLIENT_TYPE}.`,
		);
	}

	/** Writes an OAuth client into a stored credential, in place of the one it held. */
	async writeClient(
		stored: IntegrationCredential,
		clientId: string,
		clientSecret: Secret | undefined,
	): Promise<IntegrationCredential> {
		return await this.replace(stored, stored.name, clientFields(clientId, clientSecret));
	}

	async update(
		id: string,
		change: Partial<IntegrationCredentialSpec>,
		{ dropHiddenFields }: UpdateOptions,
	): Promise<IntegrationCredential> {
		return await this.lock.run(id, async () => {
			const stored = await this.get(id);
			const visible = visibleFields(stored.credentialFields);
			const fields = { ...visible, ...change.credentialFields };
			if (!dropHiddenFields) await this.checkComplete(stored, fields);
			return await this.replace(stored, change.name ?? stored.name, fields);
		});
	}

	/** Read again first: the list does not give the fields, of which those not given are kept. */
	async rewrite(
		{ id }: IntegrationCredential,
		change: IntegrationCredentialSpec,
		options: UpdateOptions,
	): Promise<IntegrationCredential> {
		return await this.update(id, change, options);
	}

	async remove(id: string): Promise<IDataObject> {
		await this.client.request({
			method: 'DELETE',
			path: path`/api/v2/integrations/credentials/${id}`,
		});
		return { id };
	}

	/** The kinds of credential that the organization can have; asked for once. */
	async credentialTypes(): Promise<CredentialType[]> {
		this.types ??= this.client.request<CredentialType[]>({
			method: 'GET',
			path: `${CREDENTIALS}/types`,
			isUsable: (body) => Array.isArray(body),
		});
		return await this.types;
	}

	/** An update replaces all fields: what is neither given nor readable would be lost. */
	private async checkComplete(
		{ type }: IntegrationCredential,
		fields: Record<string, Secret>,
	): Promise<void> {
		const known = (await this.credentialTypes()).find(({ name }) => name === type?.name);
		const names = new Set([...Object.keys(known?.properties ?? {}), ...(known?.required ?? [])]);
		const lost = [...names].filter((name) => !Object.hasOwn(fields, name));
		if (names.size === 0 && Object.keys(fields).length === 0) lost.push('all fields');
		if (lost.length === 0) return;
		throw new InvalidInput(
			FIELDS.credentialFields.property.displayName,
			`${lost.join(', ')} would be lost: Genesys Cloud replaces all fields on an update, and does not give sensitive ones back`,
			'Give these fields, too, or add the option Drop Hidden Fields to do without them.',
		);
	}

	private async replace(
		stored: IntegrationCredential,
		name: string | undefined,
		fields: Record<string, Secret>,
	): Promise<IntegrationCredential> {
		return await this.client.request({
			method: 'PUT',
			path: path`/api/v2/integrations/credentials/${stored.id}`,
			body: this.body(name, stored.type?.name, fields),
			isUsable: isRecord,
		});
	}

	private body(
		name: string | undefined,
		type: string | undefined,
		fields: Record<string, Secret> = {},
	): object {
		for (const secret of Object.values(fields)) this.client.keepSecret(secret);
		const credentialFields = Object.fromEntries(
			Object.entries(fields).map(([field, secret]) => [field, reveal(secret)]),
		);
		return { name, type: { name: type }, credentialFields };
	}

	private async findCreated(
		spec: IntegrationCredentialSpec,
		since: number,
	): Promise<IntegrationCredential[]> {
		const key = await this.keyOf(spec);
		const found: IntegrationCredential[] = [];
		for await (const listed of this.fetchAll()) {
			const earliest = this.client.earliest(since);
			const isNew = Date.parse(listed.createdDate ?? '') >= earliest;
			const isSame = this.storedKey(listed) === key && listed.name === spec.name;
			if (isNew && isSame) found.push(listed);
		}
		return found;
	}

	/** The listing with a cursor; only an empty page is sure to be the last. */
	private fetchAll(): AsyncGenerator<IntegrationCredential> {
		return entriesOfPages<IntegrationCredential, string>(async (after) => {
			const { entities } = await this.client.request<{ entities: IntegrationCredential[] }>({
				method: 'GET',
				path: `${CREDENTIALS}/listing`,
				query: { pageSize: PAGE_SIZE, ...(after === undefined ? {} : { after }) },
				isUsable: isListing,
			});
			const next = entities.at(-1)?.id;
			if (next === undefined || next !== after) return { entries: entities, next };
			throw new Unreachable(
				'Genesys Cloud gives the same page of integration credentials again and again',
			);
		});
	}
}

/** A kind of integration credential (API description: CredentialType). */
export interface CredentialType {
	id?: string;
	name: string;
	required?: string[];
	properties?: Record<string, unknown>;
}

function clientFields(clientId: string, clientSecret: Secret | undefined): Record<string, Secret> {
	if (!clientSecret) {
		throw new InvalidInput(
			'Integration Credential',
			'Genesys Cloud gave this client no secret, so there is nothing to keep in a credential',
		);
	}
	return { clientId: new Secret(clientId), clientSecret };
}
