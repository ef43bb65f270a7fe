import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.mts';
import type { Deployment, Workflow } from '../records.mts';
import { created, deleted, ok, WRITERS, type Answer, type Call, type Operation } from './call.mts';
import { listed, one } from './lists.mts';

const PATH = '/projects/:projectId/workflows';
const DEPLOYMENTS = `${PATH}/:workflowId/deployments`;

function workflowView({ usesConnectedUser: _, latestDeploymentId: __, ...shown }: Workflow) {
	return shown;
}

function latestOf({ world, project }: Call, workflow: Workflow): Deployment | undefined {
	return world.state.deployments.find(project!.id, workflow.latestDeploymentId ?? '');
}

/** A deployment as it stands now: what was started takes its time. */
function deploymentView({ world, project }: Call, deployment: Deployment) {
	const { id, startedAt, undeploys, workflowId } = deployment;
	const done = Date.now() - startedAt >= world.behaviour.deploymentMs;
	const workflow = world.state.workflows.find(project!.id, workflowId);
	const isLatest = workflow?.latestDeploymentId === id;
	const status = `${undeploys ? 'UN' : ''}DEPLOY${done ? 'ED' : 'ING'}`;
	return { id, status, isActive: done && !undeploys && isLatest };
}

/** @throws ApiError 404 */
function workflowOf({ world, project, params }: Call): Workflow {
	const { workflowId = '' } = params;
	const workflow = world.state.workflows.find(project!.id, workflowId);
	if (!workflow) throw new ApiError('workflowNotFound', { meta: { workflowId } });
	return workflow;
}

/** @throws ApiError 400 with the reasons in `meta.errors` */
function refuseUndeployable({ world: { state }, project }: Call, workflow: Workflow): void {
	const integration = state.integrations.find(project!.id, workflow.integrationId);
	const reasons = [
		...(integration?.isActive ? [] : ['Integration is not active.']),
		...(workflow.usesConnectedUser && !integration?.connectedUserCount
			? ['CONNECT_CREDENTIAL_FIELD: no ConnectCredential was supplied']
			: []),
	];
	if (reasons.length === 0) return;
	throw new ApiError('notDeployable', { meta: { errors: reasons.map((error) => ({ error })) } });
}

function begin({ world, project }: Call, workflow: Workflow, undeploys: boolean): Deployment {
	const deployment = {
		...{ id: randomUUID(), migrationId: randomUUID(), projectId: project!.id },
		...{ workflowId: workflow.id, startedAt: Date.now(), undeploys },
	};
	workflow.latestDeploymentId = deployment.id;
	return world.state.deployments.add(deployment);
}

function deploy(call: Call): Answer {
	const workflow = workflowOf(call);
	refuseUndeployable(call, workflow);
	const { id, status } = deploymentView(call, begin(call, workflow, false));
	return created({ id, status });
}

function undeploy(call: Call): Answer {
	const workflow = workflowOf(call);
	if (latestOf(call, workflow)?.undeploys !== false) throw new ApiError('deploymentNotFound');
	begin(call, workflow, true);
	return deleted(call.world);
}

/** @throws ApiError 404 */
function deploymentOf(call: Call): Deployment {
	const { deploymentId = '' } = call.params;
	const deployment = call.world.state.deployments.find(call.project!.id, deploymentId);
	if (!deployment) throw new ApiError('deploymentNotFound', { meta: { deploymentId } });
	return deployment;
}

/** The latest deployments of all workflows of the project, as the vendor's dashboard reads them. */
function latest(call: Call): Answer {
	const workflows = call.world.state.workflows.of(call.project!.id);
	return ok(
		workflows.flatMap((workflow) => {
			const deployment = latestOf(call, workflow);
			if (!deployment) return [];
			const view = deploymentView(call, deployment);
			return [{ id: deployment.migrationId, workflowId: workflow.id, deployment: view }];
		}),
	);
}

/** Workflows and their deployments (reference: Workflow). */
export const workflowOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		handle(call) {
			const integrationId = one(call.query, 'integrationId');
			const workflows = call.world.state.workflows
				.of(call.project!.id)
				.filter((workflow) => !integrationId || workflow.integrationId === integrationId);
			return listed('workflows', workflows, call, workflowView);
		},
	},
	{ method: 'GET', path: `${PATH}/migrations/latest`, handle: latest },
	{ method: 'POST', path: DEPLOYMENTS, roles: WRITERS, handle: deploy },
	{ method: 'DELETE', path: DEPLOYMENTS, roles: WRITERS, handle: undeploy },
	{
		method: 'GET',
		path: '/projects/:projectId/deployments/:deploymentId',
		handle: (call) => ok(deploymentView(call, deploymentOf(call))),
	},
];
