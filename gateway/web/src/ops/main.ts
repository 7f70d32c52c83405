import { mount } from 'svelte';
import '../base.css';
import Ops from './Ops.svelte';
import { Watch } from './watch.svelte';

const watch = new Watch(location, sessionStorage);
watch.show(!document.hidden);
document.addEventListener('visibilitychange', () => watch.show(!document.hidden));
mount(Ops, { target: document.getElementById('app')!, props: { watch } });
