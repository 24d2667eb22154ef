import{A as ee,B as M,C as c,D as $,E as te,J as se,L as ae,M as ie,N as oe,O as I,P as re,Q as ne,R as le,e as D,f as Y,g as y,i as E,j as C,k as b,l as w,m as V,n as W,o as A,p as B,q as v,r as F,s as k,t as X,u as Z,v as J,w as Q,x as j,y as T}from"./shared-5CVHPIEV.js";import{a as h,b as x,d as g}from"./shared-ZDWAYJBB.js";var fe=y(M.show).filter(l=>l.parameters.length),q=class extends ${constructor(){super(...arguments);this.watches=["derivatives","parameters","formula","show"]}render(){let{derivatives:e,show:t}=c.state,s=y(t),o=[...fe.filter(n=>!s.includes(n)),...s];return h`
      <label class="switch">
        <input type="checkbox" role="switch" .checked=${e}
          @change=${n=>c.set({derivatives:n.target.checked},{settled:!0})}>
        <span>Show derivatives</span>
      </label>
      <p class="key" aria-hidden="true"><span class="solid"></span> value <span class="dots"></span> slope</p>
      ${o.map(n=>n.parameters.map(i=>ye(n,i,!s.includes(n))))}`}};customElements.define("chart-controls",q);function ye(l,a,e=!1){let t=E(l.slug,a.name),{low:s,high:o}=a,n=j(a),i=c.state[t]??a.default;return h`<label class="slider" data-slug=${l.slug} title=${a.meaning}>
    <span>${l.name}’s ${a.name.replaceAll("_"," ")}</span>
    <input type="range" min=${s} max=${o} step=${n} .value=${String(i)} ?disabled=${e}
      @input=${p=>c.set({[t]:Number(p.target.value)})}>
    <output>${i.toFixed(Math.max(0,-Math.round(Math.log10(n))))}</output>
  </label>`}var z=class extends ${constructor(){super(...arguments);this.watches=["show","parameters","formula","focus"];this.#e="";this.#i=e=>{e.preventDefault();let t=this.querySelector("#x-exact"),s=T.x.read(t.value);if("problem"in s){this.#e=`${s.problem}.`,this.requestUpdate();return}this.#e="",this.requestUpdate();let{x0:o,x1:n}=c.state.view,i=s.value,p=(o+n)/2,r=i>=o&&i<=n?c.state.view:v(c.state.view,(i-p)/(n-o),0);c.set({x:i,view:r},{settled:!0}),t.value=W(Q(t.value)),e.type==="submit"&&t.select()}}#e;stateChanged(e){super.stateChanged(e),e.has("x")&&this.#e&&(this.#e="",this.#a(),this.requestUpdate()),(e.has("x")||e.has("view"))&&!this.isUpdatePending&&this.#s()}updated(e){super.updated(e),this.#s()}render(){let{show:e,focus:t}=c.state,s=y(e);return h`
      <form class="x-field" novalidate @submit=${this.#i}>
        <label for="x-exact">Reading at</label>
        <span class="x-line"><i aria-hidden="true">x =</i>
          <input id="x-exact" type="text" inputmode="text" autocomplete="off" spellcheck="false"
            aria-label="x, the input" aria-describedby="x-problem" aria-invalid=${this.#e?"true":"false"}
            @change=${this.#i} @focus=${o=>o.target.select()}>
        </span>
        <p id="x-problem" class="problem" role="status">${this.#e}</p>
      </form>
      <table class="reading">
        <caption class="visually-hidden">Value and slope of each species shown, at the crosshair</caption>
        <thead ?hidden=${s.length===0}><tr><td></td><th scope="col"><i>f</i>(<i>x</i>)</th><th scope="col"><i>f</i>′(<i>x</i>)</th></tr></thead>
        <tbody>${s.map(o=>this.#t(o,o.slug===t))}</tbody>
      </table>`}#t(e,t){return h`<tr data-slug=${e.slug}>
      <th scope="row">${ee?e.name:h`<button type="button" class="focus-name" aria-pressed=${t?"true":"false"}
        title="Put ${e.name} in focus and shade where its slope is under 10% of its peak"
        @click=${()=>c.set({focus:t?"":e.slug},{settled:!0})}>${e.name}</button>`}</th>
      <td class="value"></td><td class="slope"></td></tr>`}#s(){let e=c.state;!(document.activeElement?.id==="x-exact")&&!this.#e&&this.#a();for(let s of this.querySelectorAll("tbody tr")){let o=Y(s.dataset.slug),n=b(o,e),[i,p]=s.querySelectorAll("td");i.textContent=w(n.value(e.x)),p.textContent=w(n.derivative(e.x)),p.title=C(o,e).includes(e.x)?"At this kink the left slope is given":""}}#a(){let{x:e,view:t}=c.state,s=this.querySelector("#x-exact");s&&(s.value=V(e,t.x1-t.x0))}#i};customElements.define("curve-readout",z);var P=class{constructor(a){this.target=a;this.#e=new Map;this.down=a=>{if(a.button!==0)return;a.currentTarget.setPointerCapture(a.pointerId);let t=this.#s(a);a.pointerType==="mouse"?this.#t={at:t,view:this.target.view()}:(this.#e.set(a.pointerId,t),this.#e.size===1&&this.#a(t))};this.move=a=>{let e=this.#s(a);if(this.#t)this.#i(a.currentTarget,e);else if(this.#e.has(a.pointerId)){let t=[...this.#e.values()];this.#e.set(a.pointerId,e),this.#e.size===2?this.#o(t,[...this.#e.values()]):this.#e.size===1&&this.#a(e)}else a.pointerType==="mouse"&&this.#a(e)};this.up=a=>{this.#e.delete(a.pointerId),this.#t=void 0,a.currentTarget.classList.remove("grabbed")};this.wheel={passive:!1,handleEvent:a=>{let e=this.target.frame();if(!e||!(a.ctrlKey||a.metaKey))return;a.preventDefault();let t=this.#s(a),s=Math.exp(Math.min(Math.max(a.deltaY,-60),60)*.01);this.target.look(F(this.target.view(),s,e.x.invert(t.x),e.y.invert(t.y)))}}}#e;#t;#s(a){let e=a.currentTarget.getBoundingClientRect();return{x:a.clientX-e.left,y:a.clientY-e.top}}#a({x:a}){let e=this.target.frame();e&&this.target.moveTo(e.x.invert(Math.min(Math.max(a,e.left),e.right)))}#i(a,e){let t=this.target.frame();if(!t||!this.#t)return;a.classList.add("grabbed");let{at:s,view:o}=this.#t;this.target.look(ce(o,t,e.x-s.x,e.y-s.y))}#o(a,e){let t=this.target.frame(),[s,o]=a,[n,i]=e;if(!t||!s||!o||!n||!i)return;let p={x:(s.x+o.x)/2,y:(s.y+o.y)/2},d={x:(n.x+i.x)/2,y:(n.y+i.y)/2},r=ce(this.target.view(),t,d.x-p.x,d.y-p.y),m=Math.hypot(s.x-o.x,s.y-o.y)/Math.max(1,Math.hypot(n.x-i.x,n.y-i.y));this.target.look(F(r,m,t.x.invert(p.x),t.y.invert(p.y)))}};function ce(l,a,e,t){let s=-e*(l.x1-l.x0)/(a.right-a.left),o=t*(l.y1-l.y0)/(a.bottom-a.top);return B({x0:l.x0+s,x1:l.x1+s,y0:l.y0+o,y1:l.y1+o})}function de({focus:l,show:a}){return y(l?[l]:a.length===1?a:[])[0]}var pe=30,R=1e6;function be(l,a){let e=b(l,a),t=d=>Math.abs(e.derivative(d))||0,s=0;for(let d=-pe;d<=pe;d+=1/64)t(d)>t(s)&&(s=d);let[o,n]=[s-1/64,s+1/64];for(;n-o>1e-9;){let d=(n-o)/3;t(o+d)<t(n-d)?o+=d:n-=d}let i=l.kinks.flatMap(d=>[d-1e-9,d+1e-9]),p=Math.max(...[s,o,...i,-R,R].map(t));return Math.max(t(R),t(-R))>100*t(s)?Number.POSITIVE_INFINITY:p}function me(l,a){let e=be(l,a);return Number.isFinite(e)?ge(b(l,a),.1*e,a.view.x0,a.view.x1):[]}function ge(l,a,e,t){let s=r=>Math.abs(l.derivative(r))<a,n=r=>e+(t-e)*r/600,i=(r,m)=>{let f=s(r);for(let S=0;S<50;S++){let u=(r+m)/2;s(u)===f?r=u:m=u}return r},p=[],d=s(e)?e:Number.NaN;for(let r=1;r<=600;r++){if(s(n(r))===!Number.isNaN(d))continue;let m=i(n(r-1),n(r));Number.isNaN(d)?d=m:(p.push([d,m]),d=Number.NaN)}return Number.isNaN(d)||p.push([d,t]),p}var xe=560,O=class extends te{constructor(){super(...arguments);this.watches=["show","derivatives","parameters","formula","focus","view"];this.#t=new P({frame:()=>this.#e,view:()=>c.state.view,moveTo:e=>this.#o(e),look:e=>c.set({view:e})});this.#r=e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;let{x:t,view:s}=c.state,o={"+":()=>c.set({view:k(s,.5,t)}),"=":()=>c.set({view:k(s,.5,t)}),"-":()=>c.set({view:k(s,2,t)}),0:()=>c.set({view:M.view})},n=J(e,s,t);if(n!==void 0)this.#o(n),this.#n(c.state.x);else if(o[e.key])o[e.key]();else return;e.preventDefault()}}#e;#t;stateChanged(e){super.stateChanged(e),e.has("x")&&!this.isUpdatePending&&this.#i()}updated(e){super.updated(e),this.#i()}render(){if(this.width===0)return g;let e=c.state,t=this.width<xe,s=t?360:Math.min(520,Math.max(400,Math.round(this.width*.58))),o=t?{xCount:5,yCount:5}:{xCount:10,yCount:6},n=14+ie(e.view.y0,e.view.y1,o.yCount),i=y(e.show),p=this.beside(t,i),d=t?{top:14,right:p,bottom:30,left:n}:{top:18,right:p,bottom:34,left:Math.max(44,n)},r=ae(this.width,s,d,e.view);this.#e=r;let m=t?16:20,f=Math.min(m,(r.bottom-r.top)/Math.max(1,i.length)),S=f<m;return h`
      <div class="plane" role="slider" tabindex="0" aria-label="Crosshair: the input x"
        aria-orientation="horizontal" aria-valuemin=${T.x.low} aria-valuemax=${T.x.high}
        aria-describedby="plot-keys"
        @keydown=${this.#r} @pointerdown=${this.#t.down} @pointermove=${this.#t.move}
        @pointerup=${this.#t.up} @pointercancel=${this.#t.up}
        @wheel=${this.#t.wheel}>
        <svg class=${t?"small":""} width=${r.width} height=${r.height} viewBox="0 0 ${r.width} ${r.height}" aria-hidden="true">
          <defs>
            <clipPath id="plane-clip">
              <rect x=${r.left} y=${r.top} width=${r.right-r.left} height=${r.bottom-r.top}></rect>
            </clipPath>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" y1="0" x2="0" y2="6"></line>
            </pattern>
          </defs>
          ${oe(r,o)}
          ${this.#a(r)}
          ${this.beneath(r)}
          <g clip-path="url(#plane-clip)" class=${e.focus?"has-focus":""}>
            ${e.derivatives?i.map(u=>this.#s(r,u,e)):g}
            ${i.map(u=>x`<path class="curve" data-slug=${u.slug}
              ?data-focus=${u.slug===e.focus}
              d=${I(r,b(u,e).value,this.kinks(u))}></path>`)}
          </g>
          <g class=${S?"crowded":""}>${le(r,i.flatMap(u=>this.ends(r,u)),f)}</g>
          ${this.above(r)}
          <g class="crosshair">
            <line class="hair" y1=${r.top} y2=${r.bottom}></line>
            ${i.map(u=>x`
              ${e.derivatives?x`<circle class="at slope" data-slug=${u.slug} r="3.5"></circle>`:g}
              <circle class="at" data-slug=${u.slug} r="4.5"></circle>`)}
            <g class="flag"><rect y=${r.bottom+4} height="20" rx="2"></rect><text y=${r.bottom+18} text-anchor="middle"></text></g>
          </g>
          ${i.length===0?x`<text class="empty" text-anchor="middle"
            x=${(r.left+r.right)/2} y=${r.top+(r.bottom-r.top)/3}>Nothing is shown. Turn a species on above.</text>`:g}
        </svg>
      </div>`}beside(e,t){return ne(t.map(s=>s.name),e)}kinks(e){return C(e,c.state)}ends(e,t){return[{slug:t.slug,text:t.name,at:re(e,b(t,c.state).value)}]}beneath(e){return g}above(e){return g}#s(e,t,s){let{derivative:o}=b(t,s),n=(s.view.x1-s.view.x0)*1e-9,i=(m,f)=>Math.abs(m-f)>1e-6*Math.max(1,Math.abs(m)),p=this.kinks(t),d=p.flatMap(m=>[m-n,m+n].map(f=>({k:m,y:o(f),here:o(m)}))),r=d.filter(m=>Number.isFinite(m.y)&&d.some(f=>f.k===m.k&&i(f.y,m.y)));return x`<g class="slope-curve" data-slug=${t.slug} ?data-focus=${t.slug===s.focus}>
      <path d=${I(e,o,p)}></path>
      ${r.map(m=>x`<circle class=${i(m.y,m.here)?"open":"closed"} r="3"
        cx=${e.x(m.k)} cy=${e.y(m.y)}></circle>`)}
    </g>`}#a(e){let t=de(c.state);if(!t)return g;let s=me(t,c.state),o=s.reduce((i,p)=>p[1]-p[0]>1.01*(i[1]-i[0])?p:i,[0,0]),n=e.x(o[1])-e.x(o[0]);return x`<g class="saturation" data-slug=${t.slug}>
      ${s.map(([i,p])=>x`<rect data-from=${i} data-to=${p} x=${e.x(i)} y=${e.top}
        width=${Math.max(0,e.x(p)-e.x(i))} height=${e.bottom-e.top}></rect>`)}
      ${n>80?["slope under","10% of peak"].map((i,p)=>x`<text x=${e.x(o[0])+n/2}
        y=${e.bottom-26+17*p} text-anchor="middle">${i}</text>`):g}
    </g>`}#i(){let e=this.#e,t=this.querySelector(".hair"),s=this.querySelector(".plane");if(!e||!t||!s)return;let o=c.state,n=e.x(o.x),i=n>=e.left-.5&&n<=e.right+.5;this.querySelector(".crosshair").style.display=i?"":"none",t.setAttribute("x1",String(n)),t.setAttribute("x2",String(n));let p=[];for(let u of this.querySelectorAll(".at")){let[N]=y([u.dataset.slug]);if(!N)continue;let U=u.classList.contains("slope"),{value:ue,derivative:he}=b(N,o),K=(U?he:ue)(o.x),L=e.y(K),_=L>=e.top-.5&&L<=e.bottom+.5;u.style.display=_?"":"none",_&&(u.setAttribute("cx",String(n)),u.setAttribute("cy",String(L))),p.push(`${N.name} ${U?"slope ":""}${w(K)}`)}let d=V(o.x,o.view.x1-o.view.x0),r=this.querySelector(".flag text");r.textContent=d;let m=d.length*3.9+7,f=Math.min(Math.max(n,e.left-20+m),e.width-m);r.setAttribute("x",String(f));let S=this.querySelector(".flag rect");S.setAttribute("x",String(f-m)),S.setAttribute("width",String(2*m)),s.setAttribute("aria-valuenow",String(o.x)),s.setAttribute("aria-valuetext",`x ${d}. ${p.join(", ")}`)}#o(e){c.set({x:Math.min(Math.max(Z(c.state.view,e),T.x.low),T.x.high)})}#r;#n(e){let{view:t}=c.state,s=t.x1-t.x0;e<t.x0&&c.set({view:v(t,(e-t.x0)/s,0)}),e>t.x1&&c.set({view:v(t,(e-t.x1)/s,0)})}};customElements.define("curve-plot",O);var H=class extends ${constructor(){super(...arguments);this.watches=["show","parameters","view","formula"]}render(){return h`<details class="as-table" @toggle=${()=>this.requestUpdate()}>
      <summary>The same numbers as a table</summary>
      ${this.querySelector("details")?.open?this.#e():g}
    </details>`}#e(){let e=c.state,t=y(e.show),s=t.map(i=>b(i,e)),o=t.flatMap(({slug:i,name:p,parameters:d})=>d.map(r=>`${p}\u2019s ${r.name.replaceAll("_"," ")} is ${A(e[E(i,r.name)])}`)),n=se([e.view.x0,e.view.x1],[0,1]).ticks(10);return h`<div class="scroll" role="region" tabindex="0" aria-label="Table of values and slopes">
        <table>
          <caption>Value <i>f</i> and slope <i>f</i>′ of each species shown, over the window of the chart${o.map(i=>`; ${i}`)}.</caption>
          <thead>
            <tr><th scope="col" rowspan="2"><i>x</i></th>
              ${t.map(i=>h`<th scope="colgroup" colspan="2" data-slug=${i.slug}>${i.name}</th>`)}</tr>
            <tr>${t.map(i=>h`<th scope="col" aria-label="${i.name} value"><i>f</i></th>
              <th scope="col" aria-label="${i.name} slope"><i>f</i>′</th>`)}</tr>
          </thead>
          <tbody>${n.map(i=>h`<tr><th scope="row">${A(i)}</th>
            ${s.map(p=>h`<td>${w(p.value(i))}</td><td>${w(p.derivative(i))}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>`}};customElements.define("value-table",H);var ve=[["Pan left","\u2190",l=>v(l,-.2,0)],["Pan right","\u2192",l=>v(l,.2,0)],["Pan up","\u2191",l=>v(l,0,.2)],["Pan down","\u2193",l=>v(l,0,-.2)],["Zoom out","\u2212",l=>k(l,2,c.state.x)],["Zoom in","+",l=>k(l,.5,c.state.x)]],G=class extends ${constructor(){super(...arguments);this.watches=["view"]}render(){return h`<div class="zoom-bar" role="group" aria-label="Move and zoom the chart">
      ${ve.map(([e,t,s])=>h`<button type="button" aria-label=${e} title=${e}
        @click=${()=>c.set({view:s(c.state.view)},{settled:!0})}>${t}</button>`)}
      <button type="button" class="word" ?disabled=${X(c.state.view,M.view)}
        @click=${()=>c.set({view:M.view},{settled:!0})}>reset</button>
    </div>`}};customElements.define("zoom-bar",G);var dt=h`<p class="keys" id="plot-keys"><span class="for-keys"><kbd>←</kbd> <kbd>→</kbd> move, with <kbd>shift</kbd> finer,
  <kbd>page</kbd> coarser · <kbd>home</kbd> <kbd>end</kbd> · <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom ·
  drag to pan · <kbd>ctrl</kbd> + wheel zooms</span>
  <span class="for-touch">Drag to read · pinch to zoom</span></p>`;async function we(l){let{catalogue:a}=await import(new URL(l,document.baseURI).href);return a[0]}var ht=async l=>D(await we(l));export{ye as a,P as b,de as c,be as d,me as e,O as f,dt as g,we as h,ht as i};
