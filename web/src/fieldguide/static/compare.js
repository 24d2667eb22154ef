import{b as ie,c as le,d as de,e as pe,g as me,h as ue}from"./shared-IU4NXGOW.js";import{C as l,D as $,E as re,L as U,M as D,N as oe,O as V,Q as ae,R as ne,S as ce,b as S,c as I,d as v,e as Y,f as J,g as T,h as P,i as C,k as R,l as E,m as L,o as Q,u as X,v as ee,y as te,z as se}from"./shared-5CVHPIEV.js";import{a as p,b as x,d as h,f as Z,h as _}from"./shared-ZDWAYJBB.js";var he=`${v}.`,q=o=>new Map(Object.entries(o).flatMap(([d,e])=>d.startsWith(he)&&se(d)&&typeof e=="number"?[[d.slice(he.length),e]]:[])),k=(o,d)=>[["formula",o],...[...d].map(([e,t])=>[C(v,e),String(t)])].map(([e,t])=>`${encodeURIComponent(e)}=${encodeURIComponent(t)}`).join("&");function Le(o){let d=10**Math.max(1,Math.ceil(Math.log10(Math.abs(o.default))));return{...o,low:-d,high:d}}var fe=new Map;async function G(o,d,e){let t=k(o,d),s=fe.get(t);if(s)return s;let r=te.formula.read(o);if("problem"in r)return{problem:r.problem,position:null,missing:[]};let i=await fetch(`api/formula?${t}`,{signal:e??null});if(!i.ok)throw new Error(`the server answers ${i.status}`);let n=await i.json();if(n.problem!==void 0)return{problem:n.problem,position:n.position??null,missing:n.missing??[]};let a=await ue(n.module);e?.throwIfAborted();let c={text:n.formula,mathml:n.mathml,species:{...a,kinks:n.kinks,parameters:n.parameters.map(Le)}};return fe.set(t,c),c}var Ue=500,Ve=["warnings","facts","similar"];function Fe(o,d){let e=new DOMParser().parseFromString(o,"text/html"),s=[...Ve,"formula-problem"].flatMap(r=>e.getElementById(r)??[]).filter(r=>!r.hasAttribute("hidden"));for(let r of s){for(let i of r.querySelectorAll("a"))i.href=new URL(i.getAttribute("href"),d).href;for(let i of[r,...r.querySelectorAll("[id]")])i.id&&=`${v}-${i.id}`}return s.map(r=>document.adoptNode(r))}var H=class extends ${constructor(){super(...arguments);this.watches=["formula","parameters"];this.#t=[];this.#e="";this.#s="";this.#a="";this.#r=!1;this.#o=!0;this.#l=0;this.#n=new AbortController;this.#p=e=>{this.#o=e.currentTarget.open,this.requestUpdate()};this.#c=()=>{this.#s="",this.requestUpdate()}}#t;#e;#s;#a;#r;#o;#l;#n;willUpdate(){let e=T([v]).length>0;this.#e=e?k(l.state.formula,q(l.state)):"",(this.#o||!e)&&this.#d(this.#e)}render(){if(!this.#e)return h;let e=this.#o&&!this.#r&&this.#a!==this.#e;return p`<details class="as-table formula-plate" ?open=${this.#o} @toggle=${this.#p}>
      <summary>Your formula’s plate</summary>
      <p class="formula-more"><a href="species/formula?${this.#e}">The whole plate</a>, with code and a page of its own</p>
      <p role="status" class="formula-busy">${this.#r?"The plate could not be fetched; the curve above stays.":e?"Measuring the formula \u2026":""}</p>
      ${this.#r?p`<button type="button" class="press" @click=${this.#c}>Try again</button>`:h}
      <div class="formula-sections" aria-busy=${e?"true":"false"}>${this.#t}</div>
    </details>`}#d(e){e!==this.#s&&(this.#s=e,this.#r=!1,clearTimeout(this.#l),this.#n.abort(),e?this.#l=setTimeout(()=>{this.#i(e)},Ue):this.#t=[])}async#i(e){let{signal:t}=this.#n=new AbortController,s=new URL(`species/formula?${e}`,document.baseURI);try{let r=await fetch(s,{signal:t});if(!r.ok)throw new Error(`the server answers ${r.status}`);this.#t=Fe(await r.text(),s),this.#a=e}catch{if(t.aborted)return;this.#r=!0}this.requestUpdate()}#p;#c};customElements.define("formula-plate",H);var Oe=[["x*tanh(log(1+exp(x)))"],["x*sigmoid(b*x)","b"],["max(x, 0) - 0.1*max(-x, 0)"],["log(1+exp(x))"]],ge=120,Ie=1,ye={problem:"The guide\u2019s server does not answer, so this is not drawn",position:null,missing:[]},be=o=>o.split(/\. (?=Allowed:|Choose from)/),De=({problem:o})=>`${o[0].toUpperCase()}${be(o)[0].slice(1)}.`,z=class extends ${constructor(){super(...arguments);this.watches=[];this.#s=k("",new Map);this.#a=new Map;this.#r=!1;this.#o=0;this.#l=0;this.#n=new AbortController;this.#h=()=>{this.#n.abort(),clearTimeout(this.#o),this.#o=setTimeout(()=>{this.#m()},ge)};this.#$=e=>{e.preventDefault(),this.#m().then(()=>{this.#r=!1})};this.#w=e=>{let t=this.#e?.text??"";e.key!=="Escape"||this.#i.value.trim()===t||(e.preventDefault(),this.#b(t))}}#t;#e;#s;#a;#r;#o;#l;#n;connectedCallback(){super.connectedCallback(),this.updateComplete.then(()=>this.#c())}stateChanged(e){(e.has("formula")||e.has("parameters"))&&this.#c()}render(){let e=this.#t,t=this.#e?.mathml??"";return p`<form class="formula-field" novalidate @submit=${this.#$}>
      <label for="formula-text">Type your own</label>
      <div class="formula-line">
        <span class="of" aria-hidden="true"><i>f</i>(<i>x</i>) =</span>
        <div class="formula-text">
          <input id="formula-text" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" dir="ltr"
            placeholder="a formula in x" aria-label="Type your own: a formula in x" aria-describedby="formula-problem"
            aria-invalid=${e?"true":"false"} @input=${this.#h} @keydown=${this.#w}
            @focus=${()=>{this.#r=!1}} @scroll=${()=>this.#p()}>
          <span class="formula-caret" aria-hidden="true" ?hidden=${e?.position==null}></span>
        </div>
      </div>
      <div class="printed" role="group" aria-label="The formula in print" ?hidden=${!t} tabindex="0"
        .innerHTML=${t}></div>
      <div class="formula-says">
        <p id="formula-problem" class="problem" role="status">${e?De(e):""}</p>
        ${e?this.#d(e):p`<p class="formula-examples"><span>For example</span>
          ${Oe.map(([s,...r])=>p`<button type="button" class="link" @click=${()=>this.#x(s,r)}>${s}</button>`)}</p>`}
      </div>
    </form>`}#d({problem:e,missing:t}){let s=be(e)[1];return p`${this.#t===ye?p`<button type="button" class="press" @click=${()=>{this.#m()}}>Try again</button>`:h}
      ${t.length?p`<button type="button" class="press" @click=${()=>this.#y(t)}>Make ${t.join(", ")} ${t.length>1?"sliders":"a slider"}</button>`:h}
      ${s?p`<details><summary>What is allowed</summary><p>${s}.</p></details>`:h}`}updated(e){super.updated(e),this.#p()}get#i(){return this.querySelector("#formula-text")}#p(){let e=this.#t?.position,t=this.querySelector(".formula-caret");if(e==null)return;let s=t.getBoundingClientRect().width,r=e*s-this.#i.scrollLeft;t.style.left=`${r}px`,t.style.visibility=r>-s&&r<this.#i.clientWidth?"":"hidden"}#c(){let{formula:e}=l.state,t=q(l.state),s=k(e,t);if(s!==this.#s){this.#s=s;for(let[r,i]of t)this.#a.set(r,i);if(e===this.#e?.text){clearTimeout(this.#l),this.#l=setTimeout(()=>{this.#v(this.#e,t)},ge);return}this.#i.value=e,this.#r=!1,e===""?this.#u(void 0):this.#f(e,t,r=>this.#u(r))}}#h;async#m(){let e=this.#i.value.trim();if(e===""){this.#n.abort(),this.#g("",new Map,l.state.show.filter(r=>r!==v),void 0);return}let t=new Set(e.match(/[A-Za-z]\w*/g)),s=new Map([...this.#a].filter(([r])=>t.has(r)));await this.#f(e,s,r=>{r&&this.#g(r.text,s,P([...l.state.show,v]),r)})}async#f(e,t,s){clearTimeout(this.#o),this.#n.abort();let{signal:r}=this.#n=new AbortController,i=await G(e,t,r).catch(()=>ye);if(r.aborted)return;let n="problem"in i?i:void 0;this.#t=n,this.closest("activation-chart")?.toggleAttribute("data-stale",n!==void 0),s("problem"in i?void 0:i),this.requestUpdate()}#g(e,t,s,r){let i=[...q(l.state).keys()].filter(a=>!t.has(a)),n={formula:e,show:s,...Object.fromEntries(i.map(a=>[C(v,a),void 0])),...Object.fromEntries([...t].map(([a,c])=>[C(v,a),c]))};this.#s=k(e,t),l.set(n,{settled:!this.#r}),this.#r=!0,this.#u(r)}#u(e){this.#e=e,Y(e?.species),l.state.formula===""&&(this.#t=void 0,this.closest("activation-chart")?.removeAttribute("data-stale")),l.announce("formula"),this.requestUpdate()}async#v(e,t){try{let s=await G(e.text,t);if("problem"in s||this.#e!==e||k(e.text,t)!==this.#s)return;this.#u({...e,species:{...e.species,kinks:s.species.kinks}})}catch{}}#$;#w;#x(e,t){this.#i.focus(),this.#b(e),this.#y(t)}#y(e){for(let t of e)this.#a.has(t)||this.#a.set(t,Ie);this.#i.focus(),this.#r=!1,this.#m().then(()=>{this.#r=!1})}#b(e){this.#i.select(),document.execCommand(e?"insertText":"delete",!1,e)||(this.#i.value=e,this.#h())}};customElements.define("formula-field",z);var Ge=U(34,22,{top:2,right:1,bottom:2,left:1},{x0:-3.2,x1:3.2,y0:-1.15,y1:2}),F=o=>p`<svg class="silhouette" width="34" height="22" viewBox="0 0 34 22" aria-hidden="true">
    ${x`<path d=${V(Ge,R(o,l.state).value,o.kinks)}></path>`}
  </svg>`;function A(o){let{show:d}=l.state,e=d.includes(o)?d.filter(t=>t!==o):P([...d,o]);l.set({show:e},{settled:!0})}var ve=[...new Set(S.map(o=>o.family))],He=ve.flatMap(o=>S.filter(d=>d.family===o)),ze=({name:o,slug:d,family:e},t)=>t.split(/\s+/).every(s=>o.toLowerCase().includes(s)||d.startsWith(s)||s.length>2&&` ${e}`.includes(` ${s}`));function j(o){let d=o.trim().toLowerCase(),e=He.filter(t=>ze(t,d));return e.length?{list:e,none:!1}:{list:[J(_(d,S.map(t=>t.slug)))],none:!0}}var N=class extends ${constructor(){super(...arguments);this.more=0;this.watches=["show"];this.#t=!1;this.#e="";this.#s=-1;this.#l=e=>{let t=e.relatedTarget;t instanceof Node&&this.contains(t)||!document.hasFocus()||(this.#t=!1,this.requestUpdate())};this.#n=e=>{let{list:t}=j(this.#e),s=t.length;if(e.key==="ArrowDown")this.#s=(this.#s+1)%s;else if(e.key==="ArrowUp")this.#s=(this.#s+s-(this.#s<0?0:1))%s;else if(e.key==="Enter")t[this.#s]&&A(t[this.#s].slug);else if(e.key==="Escape")this.#r(!1);else return;e.preventDefault(),this.requestUpdate(),this.updateComplete.then(()=>this.querySelector("[data-at]")?.scrollIntoView({block:"nearest"}))}}static{this.properties={more:{attribute:!1}}}#t;#e;#s;render(){return p`
      <button type="button" class="chip more" aria-expanded=${this.#t?"true":"false"} aria-controls="finder"
        @click=${()=>this.#r(!this.#t)}>${this.more?`+ ${this.more} more`:"find"}</button>
      ${this.#t?this.#a():h}`}#a(){let{list:e,none:t}=j(this.#e),{show:s}=l.state,r=e[this.#s];return p`<div class="finder" id="finder" @focusout=${this.#l}>
      <label for="finder-text" class="visually-hidden">Find a species</label>
      <input id="finder-text" type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder="Find a species"
        aria-expanded="true" aria-controls="finder-list" aria-autocomplete="list"
        aria-activedescendant=${r?`find-${r.slug}`:h}
        @input=${i=>this.#o(i.target.value)} @keydown=${this.#n}>
      <p class="finder-none" role="status">${t?`No species is called \u201C${this.#e.slice(0,40)}\u201D. The nearest:`:""}</p>
      <div id="finder-list" class="finder-list" role="listbox" aria-label="Species" aria-multiselectable="true" tabindex="-1">
        ${ve.filter(i=>e.some(n=>n.family===i)).map(i=>p`
          <div role="group" aria-label=${i}>
            <p aria-hidden="true">${i}</p>
            ${e.filter(n=>n.family===i).map(n=>p`
              <div class="option" role="option" id="find-${n.slug}" data-slug=${n.slug}
                aria-selected=${s.includes(n.slug)?"true":"false"} ?data-at=${n===r}
                @pointerdown=${a=>a.preventDefault()} @click=${()=>A(n.slug)}>
                ${F(n)}<span>${n.name}</span></div>`)}
          </div>`)}
      </div>
    </div>`}#r(e){this.#t=e,this.#o(""),this.updateComplete.then(()=>this.querySelector(e?"#finder-text":".more")?.focus())}#o(e){this.#e=e;let t=j(e).list.findIndex(s=>s.name.toLowerCase().startsWith(e.trim().toLowerCase()));this.#s=e.trim()?Math.max(0,t):-1,this.requestUpdate()}#l;#n};customElements.define("species-finder",N);var W=class extends ${constructor(){super(...arguments);this.watches=["show","parameters","formula"];this.#t=new Set(I.map(e=>e.slug))}#t;render(){let{show:e,formula:t}=l.state;for(let i of e)this.#t.add(i);t&&this.#t.add(v);let s=T([...this.#t]),r=S.filter(i=>!s.includes(i)).length;return p`<div class="picker" role="group" aria-label="Species shown">
      ${s.map(i=>p`
        <button type="button" class="chip" data-slug=${i.slug}
          aria-pressed=${e.includes(i.slug)?"true":"false"} @click=${()=>A(i.slug)}>
          ${F(i)}
          <span>${i.name}</span>
        </button>`)}
      ${I.length<S.length?p`<species-finder .more=${r}></species-finder>`:h}
    </div>`}};customElements.define("species-picker",W);var B=class extends ${constructor(){super(...arguments);this.watches=["note","problems","focus","show","view","parameters","formula"]}render(){let{note:e}=l;return p`
      ${ce()}
      <species-picker></species-picker>
      <formula-field></formula-field>
      <div class="board">
        <curve-plot></curve-plot>
        <aside aria-label="Reading at the crosshair">
          <curve-readout></curve-readout>
          <div class="note" role="status">${e?p`
            <div>${e.body}</div>
            <button type="button" class="link" @click=${()=>e.undo()}>Undo</button>`:h}</div>
          ${e?h:p`<p class="hint">${this.#t()}</p>`}
        </aside>
      </div>
      <div class="under">
        <chart-controls></chart-controls>
        <zoom-bar></zoom-bar>
        ${me}
        <copy-link></copy-link>
      </div>
      <value-table></value-table>
      <formula-plate></formula-plate>`}#t(){let e=le(l.state);if(l.state.show.length===0)return"Turn a species on to read its values.";if(!e)return"Choose a name to shade where its slope is under 10% of its peak.";let t=de(e,l.state);if(!Number.isFinite(t))return`The slope of ${e.name} grows without bound: no tenth of its peak to shade.`;let s=pe(e,l.state).length?"Shaded: where":"Nowhere in this window is",r=s.startsWith("Shaded")?" is":"";return`${s} the slope of ${e.name}${r} under 10% of its peak, ${E(t)}.`}};customElements.define("activation-chart",B);function $e(o,d,e,t){let s=t-e,r=s/800,i=Array.from({length:801},(m,u)=>e+u*r),n=d.flatMap(m=>[m-1e-9*s,m,m+1e-9*s]).filter(m=>m>e&&m<t),a=m=>Math.abs(o(m)),c=[...i,...n].reduce((m,u)=>a(u)>a(m)?u:m);if(!n.includes(c)){let[m,u]=[Math.max(e,c-r),Math.min(t,c+r)];for(;u-m>1e-10*s;){let y=(u-m)/3;a(m+y)<a(u-y)?m+=y:u-=y}let g=(m+u)/2;a(g)>a(c)&&(c=g)}return{x:c,value:o(c)}}var we=(o,{x:d,value:e},t,s)=>d!==0&&-d>=t&&-d<=s&&Math.abs(o(-d)-e)<=1e-9*Math.abs(e);var je=560,xe=5,Ne=13,We=4,K=class extends re{constructor(){super(...arguments);this.watches=["show","parameters","formula","view","against"];this.#e=[];this.#s=new ie({frame:()=>this.#t,view:()=>l.state.view,moveTo:e=>this.#i(e),look:({x0:e,x1:t})=>l.set({view:{...l.state.view,x0:e,x1:t}})});this.#p=e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;let{x:t,view:s}=l.state,r=ee(e,s,t);r!==void 0&&(e.preventDefault(),this.#i(Math.min(Math.max(r,s.x0),s.x1)))}}#t;#e;#s;stateChanged(e){super.stateChanged(e),e.has("x")&&!this.isUpdatePending&&this.#d()}updated(e){super.updated(e);let t=this.#t;t&&(this.style.setProperty("--left",`${t.left}px`),this.style.setProperty("--right",`${t.width-t.right}px`),this.#a()!==t.width&&this.requestUpdate()),this.#d()}render(){let e=T(l.state.show),{against:t}=l.state,s=e.find(a=>a.slug===t)??e[0];if(!s||e.length<2)return this.#t=void 0,this.#e=[],p`<p class="too-few">${s?`Turn on another species above: then its difference from ${s.name} is drawn here.`:"Turn on two species or more above: then the differences between them are drawn here."}</p>`;let{x0:r,x1:i}=l.state.view,n=R(s,l.state);return this.#e=e.filter(a=>a!==s).map(a=>{let c=R(a,l.state),m=y=>c.value(y)-n.value(y),u=[...new Set([...a.kinks,...s.kinks])].sort((y,w)=>y-w),g=$e(m,u,r,i);return{one:a,kinks:u,at:m,largest:g,mirrored:we(m,g,r,i)}}),p`
      <div class="against">
        <label>Each species minus
          <select @change=${a=>l.set({against:a.target.value},{settled:!0})}>
            ${e.map(a=>p`<option value=${a.slug} .selected=${a===s}>${a.name}</option>`)}
          </select></label>
        ${t&&t!==s.slug?p`<p role="status">“${t}” is not on the chart; the first species stands in for it.</p>`:h}
      </div>
      <div class="board ${this.#e.length>We?"many":""}">
        <div class="sized">${this.width?this.#r(s):h}</div>
        <div class="said">${this.#e.map(a=>this.#n(a,s))}</div>
      </div>`}#a(){return Math.round(this.querySelector(".sized")?.getBoundingClientRect().width??this.width)}#r(e){let{view:t}=l.state,s=this.#a(),r=s<je,[i,n,a]=this.#o(t.x0,t.x1),c=10**a,m={x0:t.x0,x1:t.x1,y0:i/c,y1:n/c},u=14+D(t.y0,t.y1,r?5:6),g=14+D(m.y0,m.y1,xe),y=ae(T(l.state.show).map(b=>b.name),r),w=r?{top:26,right:y,bottom:30,left:Math.max(u,g)}:{top:30,right:y,bottom:34,left:Math.max(44,u)},Ce=Math.max(r?250:300,w.top+w.bottom+Ne*this.#e.length),f=U(s,Ce,w,m);this.#t=f;let Re=Math.min(r?16:20,(f.bottom-f.top)/this.#e.length),qe=a?x`, in 10<tspan class="raised" dy="-5">${Q(a)}</tspan>`:h;return p`
      <svg class="mini differences ${r?"small":""}" width=${f.width} height=${f.height} viewBox="0 0 ${f.width} ${f.height}" role="img"
        aria-label="${this.#e.map(({one:b})=>b.name).join(", ")}, each minus ${e.name}"
        @pointerdown=${this.#s.down} @pointermove=${this.#s.move} @pointerup=${this.#s.up}
        @pointercancel=${this.#s.up} @wheel=${this.#s.wheel}>
        <defs><clipPath id="difference-clip"><rect x=${f.left} y=${f.top} width=${f.right-f.left} height=${f.bottom-f.top}></rect></clipPath></defs>
        <text class="axis-title" x=${f.left} y="16">minus ${e.name}${qe}</text>
        ${oe(f,{xCount:r?5:10,yCount:xe})}
        <g clip-path="url(#difference-clip)">${this.#e.map(({one:b,at:O,kinks:Ae})=>x`<path class="curve"
          data-slug=${b.slug} d=${V(f,Pe=>O(Pe)/c,Ae)}></path>`)}</g>
        ${this.#e.map(b=>this.#l(f,b,c))}
        ${ne(f,this.#e.map(({one:b,at:O})=>({slug:b.slug,text:b.name,at:f.y(O(t.x1)/c)})),Re)}
        <g class="crosshair"><line class="hair" y1=${f.top} y2=${f.bottom}></line>
          ${this.#e.map(({one:b})=>x`<circle class="at" data-slug=${b.slug} data-unit=${c} r="4"></circle>`)}</g>
      </svg>
      <input type="range" class="along" aria-label="Crosshair: the input x" min=${t.x0} max=${t.x1} step="any"
        @keydown=${this.#p} @input=${b=>this.#i(Number(b.target.value))}>`}#o(e,t){let s=Array.from({length:401},(m,u)=>e+(t-e)*u/400),r=this.#e.flatMap(({at:m,largest:u})=>[u.value,...s.map(m)]),[i,n]=[Math.min(0,...r),Math.max(0,...r)],a=.1*(n-i)||1,c=Math.max(-i,n);return[i-a,n+a,c>0&&c<.05?Math.floor(Math.log10(c)):0]}#l(e,{one:t,largest:s,mirrored:r},i){if(s.value===0)return h;let n=e.y(s.value/i);return x`<g class="largest" data-slug=${t.slug}>${(r?[1,-1]:[1]).map(a=>{let c=e.x(a*s.x);return x`<line class="mark" x1=${c} x2=${c} y1=${e.y(0)} y2=${n}></line>
        <path class="peak" d="M${c-5} ${n}L${c} ${n-5}L${c+5} ${n}L${c} ${n+5}Z"></path>`})}</g>`}#n({one:e,largest:t,mirrored:s},r){let{x0:i,x1:n}=l.state.view,a=n-i,c=s?`\xB1${L(Math.abs(t.x),a)}`:L(t.x,a),m=Math.min(t.x-i,n-t.x)<1e-6*a?", the edge of the window":"";return p`<div data-slug=${e.slug}>
      <p class="furthest">${t.value===0?p`<b>${e.name}</b> and ${r.name} are equal throughout this window.`:p`<b>${e.name}</b> is furthest ${t.value<0?"below":"above"} ${r.name}
          at <span class="where"><i>x</i> = <span class="n">${c}</span></span>${m},
          by <span class="n">${E(Math.abs(t.value))}</span>.`}</p>
      <p class="here">At <span class="x"></span>, <span class="gap"></span>.</p></div>`}#d(){let e=this.#t,{x:t,view:s}=l.state,r=L(t,s.x1-s.x0),i=this.#e.map(({at:g})=>g(t));this.querySelectorAll(".here").forEach((g,y)=>{g.querySelector(".x").textContent=`x = ${r}`;let w=i[y];g.querySelector(".gap").textContent=w===0?"equal":`${E(Math.abs(w))} ${w<0?"below":"above"}`});let n=this.querySelector(".hair");if(!e||!n)return;let a=e.x(t),c=a>=e.left-.5&&a<=e.right+.5;this.querySelector(".crosshair").style.display=c?"":"none",n.setAttribute("x1",String(a)),n.setAttribute("x2",String(a)),this.querySelectorAll(".at").forEach((g,y)=>{g.setAttribute("cx",String(a)),g.setAttribute("cy",String(e.y(i[y]/Number(g.dataset.unit))))});let m=this.querySelector(".along");m.value=String(t);let u=this.#e.map(({one:g},y)=>`${g.name} ${E(i[y])}`);m.setAttribute("aria-valuetext",`x ${r}. ${u.join(", ")}`)}#i(e){l.set({x:X(l.state.view,e)})}#p};customElements.define("difference-plot",K);var Be=200,Te="comparison",M=()=>document.getElementById(Te),ke=0,Se;function Ke(o){Z(o?p`The table could not be fetched; it is still the one before.
    <button type="button" class="link" @click=${Me}>Retry</button>`:h,M().querySelector(".unreached"))}async function Me(){Se?.abort();let o=new AbortController;Se=o,M().setAttribute("aria-busy","true");try{let d=await fetch(l.link().replace(/#.*$/,""),{signal:o.signal});if(!d.ok)throw new Error(String(d.status));let e=new DOMParser().parseFromString(await d.text(),"text/html").getElementById(Te);if(!e)throw new Error("no table");if(o.signal.aborted)return;let t=M().querySelector(".scroll")?.scrollLeft??0;M().replaceWith(document.adoptNode(e)),M().querySelector(".scroll")?.scrollTo({left:t,behavior:"instant"})}catch{if(o.signal.aborted)return;M().removeAttribute("aria-busy"),Ke(!0)}}function Ee(){M().setAttribute("aria-busy","true"),clearTimeout(ke),ke=setTimeout(()=>{Me()},Be)}l.subscribe(o=>{["show","parameters","formula"].some(d=>o.has(d))&&Ee()});l.problems.length&&Ee();
