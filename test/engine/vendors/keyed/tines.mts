import { secretOf, SECRET, type KeyedCase } from '../../support/keyedCase.mts';
import { byId, credentialsFor, credentialsNamed, stateOf } from '../tines.mts';
import type { OperationCase } from '../../support/vendorCase.mts';

const CREDENTIALS = '/api/v1/user_credentials';

const asViewer: Pick<OperationCase, 'forbidden'> = {
	forbidden: (sandbox) => ({
		credentials: credentialsFor(sandbox, sandbox.tines.viewer),
		...{ status: 403, told: 'The API key may not do this' },
	}),
};

/** The credentials of Tines. */
export const TINES: readonly KeyedCase[] = [
	{
		resource: 'credential',
		routes: {
			list: { method: 'GET', path: CREDENTIALS },
			create: { method: 'POST', path: CREDENTIALS },
			update: { method: 'PUT', path: `${CREDENTIALS}/:id` },
			remove: { method: 'DELETE', path: `${CREDENTIALS}/:id` },
		},
		calls: { list: 1, placing: 0, look: 0, create: 1, creating: 0, update: 1, updating: 0 },
		lostCreation: 'adopts',
		mayNotCreate: asViewer,
		mayNotUpdate: asViewer,
		place: () => ({}),
		asFields: {
			...{ name: '={{ $json.name }}', mode: 'TEXT', team_id: byId(1), value: SECRET },
			additionalFields: { description: '={{ $json.description }}' },
		},
		wanted: (_sandbox, count) =>
			Array.from({ length: count }, (_, index) => ({
				...{ name: `wanted ${index}`, mode: 'TEXT', team_id: 1, value: secretOf(index) },
				description: `description ${index}`,
			})),
		secretFields: ['value'],
		hidden: true,
		several: true,
		readable: () => ({ field: 'description', change: { description: 'another' } }),
		seed(sandbox, wanted) {
			sandbox.control.seed('tines', {
				credentials: wanted.map(({ name }, index) => ({
					...{ name, mode: 'TEXT', team_id: 1, value: `an-old-text-${index}` },
					description: 'as it was',
				})),
			});
		},
		drift(credential) {
			credential.description = 'changed by hand';
		},
		locator: 'credentialId',
		scope: { namePrefix: 'wanted ' },
		all: (sandbox) => stateOf(sandbox).credentials,
		kept: (sandbox, { name }) => credentialsNamed(sandbox, name),
		terraform: ({ name, value, description }, { id, slug, created_at, updated_at }) => ({
			attributes: {
				...{ id, name, value, description, mode: 'TEXT', team_id: 1, folder_id: 0, slug },
				...{ read_access: 'TEAM', shared_team_slugs: [], created_at, updated_at },
				...{ value_wo: null, value_wo_version: null },
			},
			readable: { description: 'another' },
		}),
		asDesired: ({ name, mode, team_id: teamId, settings, description }) => ({
			...{ name, mode, team_id: teamId, value: settings.value, description },
		}),
		nameOf: ({ name }) => name,
	},
];
