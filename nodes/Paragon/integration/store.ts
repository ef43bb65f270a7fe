import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { Refused } from '../../core/errors';
import { sharedListing } from '../../core/listing';
import type { Gets, Lists, Stored } from '../../core/store';
import { isRecord } from '../../core/vendor';
import type { Call } from '../../core/vendor';
import { redirectUrlOf } from '../address';
import { allOf, EVERYTHING } from '../listing';
import { inProject } from '../project/store';
import { UUID } from '../../core/uuid';

/** What a custom integration authenticates with; it knows this of custom ones only. */
export interface CustomIntegration {
	name?: string;
	authenticationType?: string;
	slug?: string;
}

/** An app that is activated in a project, as Paragon gives it. */
export interface Integration extends Stored {
	id: string;
	/** Such as jira; `custom` for all custom ones. */
	type: string;
	isActive?: boolean;
	customIntegrationId?: string | null;
	customIntegration?: (CustomIntegration & Stored) | null;
	connectedUserCount?: number;
	/** The redirect URI to register at the app, where it can be told: no member of Paragon's answer. */
	redirectUrl?: string;
}

/** The type of an app of the catalog, or a custom integration's slug. */
export const keyOf = ({ type, customIntegration }: Integration): string =>
	customIntegration?.slug ?? type;

/** What people call it. */
export const nameOf = (integration: Integration): string =>
	integration.customIntegration?.name ?? keyOf(integration);

/** The integrations of one project, for one run of a node. */
export class IntegrationStore implements Lists<Integration>, Gets<Integration, string> {
	constructor(
		private readonly client: Client,
		readonly projectId: string,
	) {}

	readonly list = sharedListing<Integration>(() => this.fetchAll());

	/**
	 * The integration of this ID or type.
	 *
	 * @throws Refused of status 404, naming those there are
	 */
	async get(ref: string): Promise<Integration> {
		if (UUID.pattern.test(ref)) {
			return await this.request({
				method: 'GET',
				path: inProject(this.projectId, path`/integrations/${ref}`),
			});
		}
		const found: Integration[] = [];
		const others: string[] = [];
		for await (const integration of this.list()) {
			const key = keyOf(integration);
			if (key.toLowerCase() === ref.toLowerCase()) found.push(integration);
			else others.push(key);
		}
		const [only] = found;
		if (only && found.length === 1) return only;
		throw new Refused({
			status: 404,
			message: only
				? `The project has ${found.length} integrations of the type ${ref}: ${found.map(({ id }) => id).join(', ')}`
				: `The project has no integration of the type ${ref}; it has ${others.length > 0 ? [...new Set(others)].sort().join(', ') : 'none'}`,
			help: only
				? 'Name the integration by its ID.'
				: 'Add it to the project in the dashboard of Paragon, or pick one from the list.',
		});
	}

	/** Enables or disables an integration; disabling pauses its connected users and workflows. */
	async setActive(ref: string, isActive: boolean): Promise<Integration> {
		const id = UUID.pattern.test(ref) ? ref : (await this.get(ref)).id;
		return await this.request({
			method: 'PATCH',
			path: inProject(this.projectId, path`/integrations/${id}`),
			body: { isActive },
		});
	}

	private async request(call: Call): Promise<Integration> {
		return this.told(await this.client.request<Integration>({ ...call, isUsable: isRecord }));
	}

	private async *fetchAll(): AsyncGenerator<Integration> {
		const listing = inProject(this.projectId, '/integrations');
		for await (const integration of allOf<Integration>(this.client, listing, EVERYTHING)) {
			yield this.told(integration);
		}
	}

	private told(integration: Integration): Integration {
		const redirectUrl = redirectUrlOf(this.client.baseUrl);
		return { ...integration, ...(redirectUrl && { redirectUrl }) };
	}
}
