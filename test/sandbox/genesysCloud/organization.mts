import { page } from './paging.mts';
import { ok, reading, type Operation } from './world.mts';

const PRODUCTS = ['engage1', 'engage2', 'engage3', 'integrationsPlatform'];

/** The organisation (Genesys Cloud API: Organization, OrganizationProductEntityListing). */
export const organizationOperations: Operation[] = [
	{
		method: 'GET',
		path: '/api/v2/organizations/me',
		scopes: reading('organization'),
		handle({ world }) {
			const { organizationId, organizationName } = world.state;
			return ok({
				id: organizationId,
				name: organizationName,
				defaultLanguage: 'en-us',
				defaultCountryCode: 'US',
				thirdPartyOrgName: 'sandbox',
				domain: 'sandbox',
				version: 1,
				state: 'active',
				voicemailEnabled: false,
				productPlatform: 'GenesysCloud',
				features: { integrations: true },
				selfUri: `/api/v2/organizations/${organizationId}`,
			});
		},
	},
	{
		method: 'GET',
		path: '/api/v2/authorization/products',
		scopes: reading('authorization'),
		handle({ query }) {
			const { entities, total, pageSize, pageNumber, pageCount } = page(
				PRODUCTS,
				query,
				'',
				(id) => ({ id }),
			);
			return ok({ entities, total, pageSize, pageNumber, pageCount });
		},
	},
];
