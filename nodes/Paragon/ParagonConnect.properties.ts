import { panelOf } from '../core/resource';
import { RESOURCES } from './connect/resources';
import { PARAGON_CONNECT } from './connect/vendor';

/** The node's panel; what is published has it as data. */
export const PROPERTIES = panelOf(RESOURCES, PARAGON_CONNECT.limits);
