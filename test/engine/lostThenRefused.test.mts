import { errorOf, type Bench } from './support/bench.mts';
import { sideBySide, type Scene } from './support/sideBySide.mts';
import { title, type OperationCase } from './support/vendorCase.mts';
import { VENDORS } from './vendors/index.mts';
import { byId, credentialOf, seedCredential, tines } from './vendors/tines.mts';

/** Statuses that end a request at once; with 401 the node logs in anew where there are sessions. */
const REFUSALS = [400, 401, 403, 409, 423] as const;

/** What comes of an operation whose main request meets these faults, one after the other. */
async function runInto(bench: Bench, { main, prepare }: OperationCase, faults: readonly object[]) {
	const { verify: _, ...asked } = prepare(bench.sandbox, 1);
	for (const fault of faults) bench.sandbox.control.addFault({ ...main, ...fault } as never);
	return errorOf(await bench.run(asked));
}

const saysSo = ({ main }: OperationCase) =>
	new RegExp(`; an earlier try of ${main.method} \\S+ may have been carried out, since its answer`);

async function isLeftOpen(bench: Bench, operation: OperationCase, status: number) {
	const refused = { kind: 'status', status, times: 'always' };
	const error = await runInto(bench, operation, [{ kind: 'cutAfter' }, refused]);
	expect(error.message).toMatch(saysSo(operation));
	expect(error.httpCode).toBe(String(status));
	expect(error.message).not.toContain('.;');
}

async function isLeftOpenByLogin(bench: Bench, operation: OperationCase) {
	const { login } = bench.vendor;
	const lasting = { times: 'always', skip: 1 } as const;
	bench.sandbox.control.addFault({ ...login!, ...lasting, kind: 'status', status: 404 });
	const refused = { kind: 'status', status: 401 };
	const error = await runInto(bench, operation, [{ kind: 'cutAfter' }, refused]);
	expect(error.message).toMatch(/There is no .* \(HTTP 404\)/);
	expect(error.message).toMatch(saysSo(operation));
}

/** A refusal of the first try, and of one after a try that was not sent, is just that. */
async function isNotLeftOpen(bench: Bench, operation: OperationCase) {
	const { login } = bench.vendor;
	if (login) bench.sandbox.control.addFault({ ...login, kind: 'status', status: 503 });
	const error = await runInto(bench, operation, [{ kind: 'status', status: 409 }]);
	expect(error.httpCode).toBe('409');
	expect(error.message).not.toContain('may have been');
}

/** Two items: while one waits to be sent again, the other finds that the key is no longer taken. */
async function isLeftOpenByAnother(bench: Bench) {
	const { control } = bench.sandbox;
	const ids = ['one', 'other'].map(() => seedCredential(bench.sandbox, { team_id: 1 }).id);
	const put = (id: number) => ({ method: 'PUT', path: `/api/v1/user_credentials/${id}` });
	control.addFault({ ...put(ids[0]!), kind: 'cutAfter', times: 4 });
	control.addFault({ ...put(ids[1]!), kind: 'status', status: 401, times: 'always' });
	const run = await bench.run({
		parameters: {
			...{ resource: 'credential', operation: 'update', mode: 'TEXT' },
			...{ credentialId: byId('={{ $json.id }}'), updateFields: { value: 'new value' } },
		},
		items: ids.map((id) => ({ json: { id } })),
		onError: 'continueRegularOutput',
	});
	const [lost, refused] = run.items.map(({ json }) => String(json.error));
	expect(credentialOf(bench.sandbox, ids[0]!).settings.value).toBe('new value');
	expect(lost).toContain('Tines did not accept the API key');
	expect(lost).toContain(`an earlier try of PUT ${put(ids[0]!).path} may have been carried out`);
	expect(refused).toContain('Tines did not accept the API key');
	expect(refused).not.toContain('may have been');
}

const changes = ({ main, afterLostAnswer }: OperationCase) =>
	afterLostAnswer === 'repeats' && ['DELETE', 'PATCH', 'PUT'].includes(main.method);

const scenes = VENDORS.flatMap((vendor) =>
	vendor.operations.filter(changes).flatMap((operation): Scene[] => {
		const scene = (name: string, play: Scene['play']) => ({
			vendor,
			name: `${title(operation)} ${name}`,
			play,
		});
		return [
			...REFUSALS.map((status) =>
				scene(`says what may have been done before a refusal with ${status}`, async (bench) =>
					isLeftOpen(bench, operation, status),
				),
			),
			...(vendor.login
				? [
						scene('says what may have been done before a login that fails', async (bench) =>
							isLeftOpenByLogin(bench, operation),
						),
					]
				: []),
			scene('says nothing of the kind when nothing was sent before', async (bench) =>
				isNotLeftOpen(bench, operation),
			),
		];
	}),
);

sideBySide(
	[
		...scenes,
		{
			vendor: tines,
			name: "says what may have been done before another item's refusal ends the run",
			play: isLeftOpenByAnother,
		},
	],
	8,
);
