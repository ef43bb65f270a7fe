import { Faults, type Fault } from '../../nodes/core/faults.ts';
import { TRIES } from '../../nodes/core/retry.ts';

const LOST: Fault = { kind: 'fault', problem: 'cut', label: 'cut', sent: true };
const NOT_SENT: Fault = { ...LOST, sent: false };
const SHUT_OUT = { message: 'a web page', status: 401 };
const PAGE: Fault = { ...NOT_SENT, shutsOut: SHUT_OUT };

function faultsOf(method: 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT', all: Fault[]) {
	const faults = new Faults({ method, path: '/a/1' });
	for (const fault of all) faults.add(fault);
	return faults;
}

test.each(['DELETE', 'PATCH', 'PUT'] as const)('a %s that was sent may be done', (method) => {
	const { mayBeDone, remark } = faultsOf(method, [NOT_SENT, LOST, NOT_SENT]);
	expect(mayBeDone).toBe(true);
	expect(remark).toBe(
		`; an earlier try of ${method} /a/1 may have been carried out, since its answer was lost`,
	);
});

test.each(['GET', 'HEAD', 'POST'] as const)('a %s that is repeated only asks', (method) => {
	expect(faultsOf(method, [LOST])).toMatchObject({ mayBeDone: false, remark: '' });
});

test.each([[[]], [[NOT_SENT]], [[PAGE, NOT_SENT]]])('nothing sent leaves nothing open', (all) => {
	expect(faultsOf('PUT', all)).toMatchObject({ mayBeDone: false, remark: '' });
});

test('there are too many with the last try', () => {
	const faults = faultsOf('GET', Array<Fault>(TRIES - 1).fill(LOST));
	expect(faults.areTooMany).toBe(false);
	faults.add(LOST);
	expect(faults.areTooMany).toBe(true);
});

test('only when every try came to it, everybody is shut out', () => {
	expect(faultsOf('PUT', [PAGE, PAGE]).shutOut).toBe(SHUT_OUT);
	expect(faultsOf('PUT', []).shutOut).toBeUndefined();
	for (const other of [LOST, NOT_SENT]) {
		expect(faultsOf('PUT', [PAGE, other]).shutOut).toBeUndefined();
		expect(faultsOf('PUT', [other, PAGE]).shutOut).toBeUndefined();
	}
});
