import { mount } from 'svelte';
import '../base.css';
import Ops from './Ops.svelte';

mount(Ops, { target: document.getElementById('app')! });
