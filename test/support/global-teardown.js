import { closeShelf } from './shelf-server.js';

export default closeShelf;
