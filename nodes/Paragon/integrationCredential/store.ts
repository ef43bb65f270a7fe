import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import type { Difference } from '../../core/difference';
import { InvalidInput, Refused } from '../../core/errors';
import { KeyedLock } from '../../core/keyedLock';
import { sharedListing } from '../../core/listing';
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
import { redirectUrlOf } from '../address';
import type { Integration, IntegrationStore } from '../integration/store';
import { nameOf } from '../integration/store';
import { allOf } from '../listing';
import { inProject } from '../project/store';
import { Existing } from './existing';
import { FIELDS } from './fields';
import type { IntegrationCredentialSpec } from './fields';
import { checkIsOAuth, checkScopes } from './rules';
import { differencesIn, fromWire, mergedValues, OAUTH_APP, scopesOf } from './wire';
import type { IntegrationCredential, Values } from './wire';

/** How one credential is named: by its ID, or by the integration that it is of. */
export type CredentialRef = { id: string } | { integration: string };

/** Slack when a moment of n8n's clock is compared with one of the vendor's, in milliseconds. */
const CLOCK_SLACK_MS = 2000;

/** The integration credentials of one project, for one run of a node. */
export class IntegrationCredentialStore
	implements
		Lists<IntegrationCredential>,
		Gets<IntegrationCredential, CredentialRef>,
		Creates<IntegrationCredentialSpec, IntegrationCredential>,
		Updates<IntegrationCredentialSpec, IntegrationCredential, object, CredentialRef>,
		Removes<object, CredentialRef>,
		Compares<IntegrationCredentialSpec, IntegrationCredential>
{
	private readonly lock = new KeyedLock();
	/** By the ID of the integration: each has one credential at most. */
	private readonly existing = new Existing(async () => {
		const byIntegration = new Map<string, IntegrationCredential>();
		for await (const credential of this.fetchAll()) {
			byIntegration.set(credential.integrationId, credential);
		}
		return byIntegration;
	});

	constructor(
		private readonly client: Client,
		private readonly integrations: IntegrationStore,
	) {}

	/** Without the values of each: Paragon gives them for a single one only. */
	readonly list = sharedListing<IntegrationCredential>(() => this.fetchAll());

	async get(ref: CredentialRef): Promise<IntegrationCredential> {
		return await this.read(await this.idOf(ref));
	}

	match(spec: IntegrationCredentialSpec): Match<IntegrationCredential> {
		return ({ integrationId, provider }) =>
			[integrationId, provider].includes(String(spec.integration));
	}

	async differences(
		spec: IntegrationCredentialSpec,
		stored: IntegrationCredential,
	): Promise<Difference[]> {
		return differencesIn(spec, stored);
	}

	/** Paragon's call would replace a credential that is there already, so that is looked for first. */
	async create(spec: IntegrationCredentialSpec): Promise<Made<IntegrationCredential>> {
		if (spec.clientSecret) this.client.keepSecret(spec.clientSecret);
		const integration = await this.integrations.get(String(spec.integration));
		checkIsOAuth(integration);
		checkScopes(integration, spec);
		return await this.lock.run(integration.id, async () => {
			const existing = await this.existing.find(integration.id);
			if (existing) throw alreadyThere(integration, existing);
			const since = this.client.vendorTime(Date.now()) - CLOCK_SLACK_MS;
			const stored = await this.put(integration, mergedValues(spec));
			const what = `the integration credential of '${nameOf(integration)}' (${stored.id})`;
			const older = Date.parse(String(stored.dateCreated ?? '')) < since;
			return {
				stored,
				steps: [
					older
						? `replaced ${what}, which somebody else had made in the meantime`
						: `created ${what}`,
				],
			};
		});
	}

	async update(
		ref: CredentialRef,
		change: IntegrationCredentialSpec,
	): Promise<IntegrationCredential> {
		if (change.clientSecret) this.client.keepSecret(change.clientSecret);
		const id = await this.idOf(ref);
		return await this.lock.run(id, async () => {
			const stored = await this.read(id);
			if (scopesOf(change)) {
				checkScopes(await this.integrations.get(stored.integrationId), change);
			}
			if (differencesIn(change, stored).length === 0) return stored;
			const integration = { id: stored.integrationId, type: stored.provider };
			return await this.put(integration, mergedValues(change, stored));
		});
	}

	async remove(ref: CredentialRef): Promise<IDataObject> {
		const id = await this.idOf(ref);
		await this.client.request({
			method: 'DELETE',
			path: inProject(this.projectId, path`/credentials/${id}`),
		});
		return { id };
	}

	private get projectId(): string {
		return this.integrations.projectId;
	}

	private async idOf(ref: CredentialRef): Promise<string> {
		if ('id' in ref) return ref.id;
		const integration = await this.integrations.get(ref.integration);
		const existing = await this.existing.find(integration.id);
		if (existing) return existing.id;
		throw new Refused({
			status: 404,
			message: `The integration '${nameOf(integration)}' has no credential in this project`,
			help: 'Make one with the operation Create. Without one, Paragon uses its own development keys.',
		});
	}

	private async read(id: string): Promise<IntegrationCredential> {
		return this.received(
			await this.client.request<IntegrationCredential>({
				method: 'GET',
				path: inProject(this.projectId, path`/credentials/${id}/decrypted`),
				isUsable: isRecord,
			}),
		);
	}

	/** Sent again when its answer is lost: it is the same credential however often it is written. */
	private async put(
		integration: Pick<Integration, 'id' | 'type'>,
		values: Values,
	): Promise<IntegrationCredential> {
		const answer = await this.client.request<IntegrationCredential>({
			method: 'PUT',
			path: inProject(this.projectId, '/credentials/oauth'),
			body: {
				name: this.client.ownId,
				values,
				provider: integration.type,
				scheme: OAUTH_APP,
				integrationId: integration.id,
			},
			isUsable: isRecord,
		});
		const stored = this.received({ ...answer, values });
		this.existing.know(integration.id, stored);
		return stored;
	}

	/** From here on the secret is masked in whatever Paragon says, and kept apart from the rest. */
	private received(given: IntegrationCredential): IntegrationCredential {
		const stored = fromWire(given, redirectUrlOf(this.client.baseUrl));
		if (stored.clientSecret) this.client.keepSecret(stored.clientSecret);
		return stored;
	}

	private async *fetchAll(): AsyncGenerator<IntegrationCredential> {
		const listing = inProject(this.projectId, '/credentials');
		for await (const credential of allOf<IntegrationCredential>(this.client, listing)) {
			const scheme = credential.scheme ?? OAUTH_APP;
			if (scheme === OAUTH_APP) yield this.received(credential);
		}
	}
}

function alreadyThere(integration: Integration, { id }: IntegrationCredential): InvalidInput {
	return new InvalidInput(
		FIELDS.integration.property.displayName,
		`'${nameOf(integration)}' has an integration credential already: ${id}`,
		'Creating another would replace it without a word. Use the operation Update to change it, or Delete first.',
	);
}
