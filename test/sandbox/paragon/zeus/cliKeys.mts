import { ApiError } from '../errors.mts';
import type { CliKey } from '../records.mts';
import { deleted, ok, WRITERS, type Call, type Operation } from './call.mts';
import { listed } from './lists.mts';
import { TEXT } from './rules.mts';

const PATH = '/organizations/:organizationId/cli-keys';
const SUFFIX_LENGTH = 4;

function keyView({ key, ...shown }: CliKey): object {
	return { ...shown, suffix: key.slice(-SUFFIX_LENGTH) };
}

/** The keys of all members of the organization. */
function keysOf({ world: { state }, organization }: Call): CliKey[] {
	return state.members.of(organization!.id).flatMap(({ userId }) => state.cliKeys.of(userId));
}

/** @throws ApiError 404 */
function keyOf(call: Call): CliKey {
	const { cliKeyId } = call.params;
	const key = keysOf(call).find(({ id }) => id === cliKeyId);
	if (!key) throw new ApiError('cliKeyNotFound', { meta: { cliKeyId } });
	return key;
}

/** CLI keys (reference: CLIKey), made by POST /auth/login/cli. */
export const cliKeyOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		handle: (call) => listed('cliKeys', keysOf(call), call, keyView),
	},
	{
		method: 'PATCH',
		path: `${PATH}/:cliKeyId`,
		roles: WRITERS,
		rules: { name: TEXT },
		handle(call) {
			const key = keyOf(call);
			const name = call.body.name as string;
			return ok(keyView(Object.assign(key, { name, dateUpdated: new Date().toISOString() })));
		},
	},
	{
		method: 'DELETE',
		path: `${PATH}/:cliKeyId`,
		roles: WRITERS,
		handle(call) {
			call.world.state.cliKeys.remove(keyOf(call));
			return deleted(call.world);
		},
	},
];
