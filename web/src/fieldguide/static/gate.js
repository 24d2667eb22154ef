import"./shared-ZZFWXSAX.js";import{C as M,D as Z,E as it,F as lt,G as ct,H as dt,I as ut,J as K,K as pt,L as O,O as ht,S as mt,a as ot,f as st,l as L,m as H,o as I,y as G}from"./shared-5CVHPIEV.js";import{a as k,b as S,d as B}from"./shared-ZDWAYJBB.js";var Lt=Array.prototype,ft=Lt.slice;function bt(r,s){return r-s}function yt(r){for(var s=0,t=r.length,e=r[t-1][1]*r[0][0]-r[t-1][0]*r[0][1];++s<t;)e+=r[s-1][1]*r[s][0]-r[s-1][0]*r[s][1];return e}var j=r=>()=>r;function gt(r,s){for(var t=-1,e=s.length,n;++t<e;)if(n=At(r,s[t]))return n;return 0}function At(r,s){for(var t=s[0],e=s[1],n=-1,o=0,i=r.length,c=i-1;o<i;c=o++){var p=r[o],l=p[0],d=p[1],h=r[c],m=h[0],y=h[1];if(Pt(p,h,s))return 0;d>e!=y>e&&t<(m-l)*(e-d)/(y-d)+l&&(n=-n)}return n}function Pt(r,s,t){var e;return It(r,s,t)&&Ft(r[e=+(r[0]===s[0])],t[e],s[e])}function It(r,s,t){return(s[0]-r[0])*(t[1]-r[1])===(t[0]-r[0])*(s[1]-r[1])}function Ft(r,s,t){return r<=s&&s<=t||t<=s&&s<=r}function $t(){}var F=[[],[[[1,1.5],[.5,1]]],[[[1.5,1],[1,1.5]]],[[[1.5,1],[.5,1]]],[[[1,.5],[1.5,1]]],[[[1,1.5],[.5,1]],[[1,.5],[1.5,1]]],[[[1,.5],[1,1.5]]],[[[1,.5],[.5,1]]],[[[.5,1],[1,.5]]],[[[1,1.5],[1,.5]]],[[[.5,1],[1,.5]],[[1.5,1],[1,1.5]]],[[[1.5,1],[1,.5]]],[[[.5,1],[1.5,1]]],[[[1,1.5],[1.5,1]]],[[[.5,1],[1,1.5]]],[]];function Q(){var r=1,s=1,t=ut,e=p;function n(l){var d=t(l);if(Array.isArray(d))d=d.slice().sort(bt);else{let h=lt(l,Nt);for(d=ct(...dt(h[0],h[1],d),d);d[d.length-1]>=h[1];)d.pop();for(;d[1]<h[0];)d.shift()}return d.map(h=>o(l,h))}function o(l,d){let h=d==null?NaN:+d;if(isNaN(h))throw new Error(`invalid value: ${d}`);var m=[],y=[];return i(l,h,function(b){e(b,l,h),yt(b)>0?m.push([b]):y.push(b)}),y.forEach(function(b){for(var a=0,f=m.length,$;a<f;++a)if(gt(($=m[a])[0],b)!==-1){$.push(b);return}}),{type:"MultiPolygon",value:d,coordinates:m}}function i(l,d,h){var m=new Array,y=new Array,b,a,f,$,v,u;for(b=a=-1,$=q(l[0],d),F[$<<1].forEach(g);++b<r-1;)f=$,$=q(l[b+1],d),F[f|$<<1].forEach(g);for(F[$<<0].forEach(g);++a<s-1;){for(b=-1,$=q(l[a*r+r],d),v=q(l[a*r],d),F[$<<1|v<<2].forEach(g);++b<r-1;)f=$,$=q(l[a*r+r+b+1],d),u=v,v=q(l[a*r+b+1],d),F[f|$<<1|v<<2|u<<3].forEach(g);F[$|v<<3].forEach(g)}for(b=-1,v=l[a*r]>=d,F[v<<2].forEach(g);++b<r-1;)u=v,v=q(l[a*r+b+1],d),F[v<<2|u<<3].forEach(g);F[v<<3].forEach(g);function g(E){var T=[E[0][0]+b,E[0][1]+a],P=[E[1][0]+b,E[1][1]+a],V=c(T),D=c(P),w,C;(w=y[V])?(C=m[D])?(delete y[w.end],delete m[C.start],w===C?(w.ring.push(P),h(w.ring)):m[w.start]=y[C.end]={start:w.start,end:C.end,ring:w.ring.concat(C.ring)}):(delete y[w.end],w.ring.push(P),y[w.end=D]=w):(w=m[D])?(C=y[V])?(delete m[w.start],delete y[C.end],w===C?(w.ring.push(P),h(w.ring)):m[C.start]=y[w.end]={start:C.start,end:w.end,ring:C.ring.concat(w.ring)}):(delete m[w.start],w.ring.unshift(T),m[w.start=V]=w):m[V]=y[D]={start:V,end:D,ring:[T,P]}}}function c(l){return l[0]*2+l[1]*(r+1)*4}function p(l,d,h){l.forEach(function(m){var y=m[0],b=m[1],a=y|0,f=b|0,$=J(d[f*r+a]);y>0&&y<r&&a===y&&(m[0]=xt(y,J(d[f*r+a-1]),$,h)),b>0&&b<s&&f===b&&(m[1]=xt(b,J(d[(f-1)*r+a]),$,h))})}return n.contour=o,n.size=function(l){if(!arguments.length)return[r,s];var d=Math.floor(l[0]),h=Math.floor(l[1]);if(!(d>=0&&h>=0))throw new Error("invalid size");return r=d,s=h,n},n.thresholds=function(l){return arguments.length?(t=typeof l=="function"?l:Array.isArray(l)?j(ft.call(l)):j(l),n):t},n.smooth=function(l){return arguments.length?(e=l?p:$t,n):e===p},n}function Nt(r){return isFinite(r)?r:NaN}function q(r,s){return r==null?!1:+r>=s}function J(r){return r==null||isNaN(r=+r)?-1/0:r}function xt(r,s,t,e){let n=e-s,o=t-s,i=isFinite(n)||isFinite(o)?n/o:Math.sign(n)/Math.sign(o);return isNaN(i)?r:r+i-.5}import{gates as Vt}from"../activations.js";var x=G.a.high,A=Vt.find(({slug:r})=>r===ot.species),R=st(A.inner),N={f:{name:"f",at:A.value,along:R.value,byB:!0},da:{name:"\u2202f/\u2202a",at:(r,s)=>A.derivatives(r,s)[0],along:R.derivative,byB:!0},db:{name:"\u2202f/\u2202b",at:(r,s)=>A.derivatives(r,s)[1],along:R.value,byB:!1}},vt=801,W=Array.from({length:vt},(r,s)=>-x+2*x*s/(vt-1));function wt({along:r,byB:s}){let t=Math.max(...W.map(e=>Math.abs(r(e))))*(s?x:1);return K([0,t],[0,1]).nice(8).domain()[1]}var Mt=r=>[.01,.02,.05,.1,.2,.5,1,2,5,10].filter(s=>s<.85*r).slice(-4),X=x/80,z=166,_=-(z/2-.5)*X;function St(r,s){let t=Array.from({length:z*z},(i,c)=>r.at(_+c%z*X,_+Math.floor(c/z)*X)),e=t.map(i=>-i),n=i=>_+(i-.5)*X,o=i=>Q().size([z,z]).contour(i<0?e:t,Math.abs(i)).coordinates.flat().map(p=>p.map(([l,d])=>[n(l),n(d)]));return s.map(i=>({level:i,rings:o(i)}))}function Et({along:r}){let s=[],t=[],e=W.map(r);e.forEach((o,i)=>{let c=e[i-1],p=W[i];if(o===0){let l=t.at(-1);c===0&&l?l[1]=p:t.push([p,p])}else c!==void 0&&c*o<0&&s.push(qt(r,W[i-1],p))});let n=t.filter(([o,i])=>o===i).map(([o])=>o);return{roots:[...s,...n],stretches:t.filter(([o,i])=>o<i)}}function qt(r,s,t){let e=r(s)>0;for(let n=0;n<40;n++){let o=(s+t)/2;r(o)>0===e?s=o:t=o}return(s+t)/2}function kt(r){let s=([e,n])=>Math.abs(Math.abs(e)-Math.abs(n));return r.filter(e=>Math.max(...e.map(Math.abs))<.94*x).reduce((e,n)=>e&&s(e)<=s(n)?e:n,void 0)}var U=2048;function Ct(r,s,t){let e=r.getContext("2d",{willReadFrequently:!0}),n=getComputedStyle(r),[o,i,c]=["--below","--level","--above"].map(a=>zt(e,n.getPropertyValue(a))),{width:p,height:l}=r,d=e.createImageData(p,l),h=new Uint8ClampedArray(4*(2*U+1));for(let a=-U,f=0;a<=U;a++,f+=4){let $=a<0?o:c;for(let v=0;v<3;v++)h[f+v]=i[v]+Math.abs(a)/U*($[v]-i[v]);h[f+3]=255}let[m,y]=[d.data,h].map(a=>new Uint32Array(a.buffer)),b=Float64Array.from({length:p},(a,f)=>s.along(x*((2*f+1)/p-1))/t*U);for(let a=0,f=0;a<l;a++){let $=s.byB?x*(1-(2*a+1)/l):1;for(let v=0;v<p;v++,f++)m[f]=y[Math.round(b[v]*$)+U]}e.putImageData(d,0,0)}function zt(r,s){r.fillStyle=s;let t=Number.parseInt(r.fillStyle.slice(1),16);return[t>>16,t>>8&255,t&255]}var Ht=560,tt={x0:-x,x1:x,y0:-x,y1:x};function Ut(r,s){let t=r<Ht,[e,n,o,i,c]=t?[26,10,8,22,24]:[40,18,14,26,28],p=t?80:Math.min(230,Math.max(150,Math.round(r*.26))),l=Math.min(560,Math.round(r-e-n-p-o)),d=t?120:220,h=s>2*x?s/2:s,m=i+l+c+d+12,y=e+l+n+p+o,b=i+l+c,a=e+l+n;return{top:s,small:t,scale:K([-s,s],[a,y-o]),map:O(y,m,{top:i,right:y-e-l,bottom:m-i-l,left:e},tt),alongA:O(y,m,{top:b,right:y-e-l,bottom:12,left:e},{...tt,y0:-h,y1:h}),alongB:O(y,m,{top:i,right:o,bottom:m-i-l,left:a},{...tt,x0:-h,x1:h})}}var et=class extends it{constructor(){super(...arguments);this.watches=["part"];this.#e=["(prefers-color-scheme: dark)","print"].map(t=>matchMedia(t));this.#o=()=>{let t=this.querySelector("canvas"),e=this.#t;if(!t||!e)return;let n=Math.min(devicePixelRatio,3);t.width=Math.round((e.map.right-e.map.left)*n),t.height=Math.round((e.map.bottom-e.map.top)*n),Ct(t,N[M.state.part],e.top)};this.#i=t=>{let e=t.currentTarget;if(t.type==="pointerdown")e.setPointerCapture(t.pointerId);else if(t.pointerType!=="mouse"&&!e.hasPointerCapture(t.pointerId))return;let n=e.getBoundingClientRect();Tt(x*(2*(t.clientX-n.left)/n.width-1),x*(1-2*(t.clientY-n.top)/n.height))};this.#l=t=>{if(t.ctrlKey||t.metaKey||t.altKey)return;let{a:e,b:n}=M.state,o=t.shiftKey?.01:.1,c={ArrowLeft:[e-o,n],ArrowRight:[e+o,n],ArrowDown:[e,n-o],ArrowUp:[e,n+o],PageDown:[e,n-10*o],PageUp:[e,n+10*o],Home:[-x,n],End:[x,n]}[t.key];c&&(Tt(...c),t.preventDefault())}}#t;#e;connectedCallback(){super.connectedCallback();for(let t of this.#e)t.addEventListener("change",this.#o)}disconnectedCallback(){super.disconnectedCallback();for(let t of this.#e)t.removeEventListener("change",this.#o)}stateChanged(t){super.stateChanged(t),(t.has("a")||t.has("b"))&&!this.isUpdatePending&&this.#s()}updated(t){super.updated(t);let e=this.querySelector(".plane"),n=this.#t;if(!e||!n)return;let o=(c,p)=>`${100*c/p}%`,{map:i}=n;e.style.left=o(i.left,i.width),e.style.top=o(i.top,i.height),e.style.width=o(i.right-i.left,i.width),e.style.height=o(i.bottom-i.top,i.height);for(let c of this.querySelectorAll(".contour-label[data-share]")){let p=Number(c.dataset.share);c.style.stroke=`color-mix(in srgb, var(${p<0?"--below":"--above"}) ${100*Math.abs(p)}%, var(--level))`}this.#o(),this.#s()}render(){if(this.width===0)return B;let t=N[M.state.part],e=Ut(this.width,wt(t));this.#t=e;let{map:n,alongA:o,alongB:i,small:c}=e,[p,l]=[n.width,n.height];return k`<div class="sheet">
      <div class="plane" role="slider" tabindex="0" aria-roledescription="two-dimensional slider"
        aria-label="Crosshair: the inputs a and b" aria-valuemin=${-x} aria-valuemax=${x}
        aria-describedby="plane-keys" @keydown=${this.#l}
        @pointerdown=${this.#i} @pointermove=${this.#i}>
        <canvas></canvas>
      </div>
      <svg class=${c?"small":""} width=${p} height=${l} viewBox="0 0 ${p} ${l}" aria-hidden="true">
        <defs>
          ${[n,o,i].map((d,h)=>S`<clipPath id="section-${h}">
            <rect x=${d.left} y=${d.top} width=${d.right-d.left} height=${d.bottom-d.top}></rect></clipPath>`)}
          <linearGradient id="gate-scale"><stop class="below" offset="0"></stop><stop class="level" offset="0.5"></stop><stop class="above" offset="1"></stop></linearGradient>
          <pattern id="zero-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="6"></line></pattern>
        </defs>
        ${this.#n(e)}
        ${this.#a(e)}
        ${this.#r(e)}
        <g class="crosshair">
          <path class="hair at-a"></path>
          <path class="hair at-b"></path>
          <g clip-path="url(#section-1)"><path class="curve plain along-a"></path><line class="tangent ta"></line></g>
          <g clip-path="url(#section-2)"><path class="curve plain along-b"></path><line class="tangent tb"></line></g>
          <circle class="at on-map" r="5"></circle>
          <circle class="at on-a" r="4.5"></circle>
          <circle class="at on-b" r="4.5"></circle>
          <text class="section-name name-a" x=${o.left+7} y=${o.top+15}></text>
          <text class="section-name name-b" x=${c?i.right:i.left} text-anchor=${c?"end":"start"} y=${i.top-9}></text>
          <path class="needle" d="M-5 -7L5 -7L0 0Z"></path>
        </g>
      </svg>
    </div>`}#n({map:t,top:e,small:n}){let o=N[M.state.part],i=Mt(e),c=[...i.map(u=>-u),...i],p=pt(([u])=>t.x(u),([,u])=>t.y(u)).digits(1),l=u=>Math.abs(u)>.68*e?"deep":"",{roots:d,stretches:h}=Et(o),m=h.flat().filter(u=>Math.abs(u)<x),y=n?19:24,b=[],a=(u,g)=>{let E=b.every(([T,P])=>Math.hypot(T-u,P-g)>y);return E&&b.push([u,g]),E},f=St(o,c),$=f.flatMap(({level:u,rings:g})=>g.flatMap(E=>{let T=kt(E);return T?[{level:u,x:t.x(T[0]),y:t.y(T[1])}]:[]})).sort((u,g)=>Math.abs(g.level)-Math.abs(u.level)).filter(({x:u,y:g})=>a(u,g)),v=u=>S`<line class="zero-contour" x1=${t.x(u)} x2=${t.x(u)} y1=${t.top} y2=${t.bottom}></line>`;return S`<g class="relief" clip-path="url(#section-0)">
      ${h.map(([u,g])=>S`<rect class="nothing" x=${t.x(u)} width=${t.x(g)-t.x(u)} y=${t.top} height=${t.bottom-t.top}></rect>`)}
      ${f.map(({level:u,rings:g})=>S`<path class="contour ${l(u)}" data-level=${u}
        d=${g.map(E=>p(E)).join("")}></path>`)}
      ${[...d,...m].map(v)}
      ${o.byB?S`<line class="zero-contour" x1=${t.left} x2=${t.right} y1=${t.y(0)} y2=${t.y(0)}></line>`:B}
      ${$.map(({level:u,x:g,y:E})=>S`<text class="contour-label ${l(u)}" data-share=${u/e} x=${g.toFixed(1)} y=${E.toFixed(1)} dy="0.32em" text-anchor="middle">${I(u)}</text>`)}
      ${h.map(([u,g])=>S`<text class="contour-label" x=${t.x((u+g)/2)} y=${t.y(-x/2)} text-anchor="middle">0</text>`)}
    </g>
    <rect class="border" x=${t.left} y=${t.top} width=${t.right-t.left} height=${t.bottom-t.top}></rect>`}#a({map:t,alongA:e,alongB:n,small:o}){let i=t.x.ticks(o?4:8),[c,p]=[Y(e.y),Y(n.x)].map(a=>o?Rt(a):a),l=t.bottom+18,d=a=>a===0?"zero":"grid",h=(a,f)=>S`<line class=${d(f)} x1=${a.x(f)} x2=${a.x(f)} y1=${a.top} y2=${a.bottom}></line>`,m=(a,f)=>S`<line class=${d(f)} y1=${a.y(f)} y2=${a.y(f)} x1=${a.left} x2=${a.right}></line>`,y=(a,f)=>S`<text class="tick" x=${a.x(f)} y=${l} text-anchor="middle">${I(f)}</text>`,b=(a,f)=>S`<text class="tick" x=${a.left-8} y=${a.y(f)} dy="0.32em" text-anchor="end">${I(f)}</text>`;return S`<g class="axes">
      ${i.map(a=>[h(e,a),m(n,a),y(t,a),b(t,a)])}
      ${c.map(a=>[m(e,a),b(e,a)])}
      ${p.map(a=>[h(n,a),y(n,a)])}
      <text class="axis-name" x=${t.left-8} y=${t.top-9} text-anchor="end">b</text>
      <text class="axis-name" x=${t.left-(o?12:16)} y=${l} text-anchor="end">a</text>
    </g>`}#r({alongA:t,alongB:e,scale:n,small:o}){let i=(t.top+t.bottom)/2;return S`<g class="color-scale">
      <text class="section-name" x=${e.left} y=${i-(o?20:24)}>${N[M.state.part].name}</text>
      <rect class="bar" x=${e.left} y=${i-6} width=${e.right-e.left} height="12" fill="url(#gate-scale)"></rect>
      ${(o?Rt(Y(n)):Y(n)).map(c=>S`
        <line class="bar-tick" x1=${n(c)} x2=${n(c)} y1=${i+6} y2=${i+10}></line>
        <text class="tick" x=${n(c)} y=${i+23} text-anchor="middle">${I(c)}</text>`)}
    </g>`}#o;#s(){let t=this.#t,e=this.querySelector(".plane");if(!t||!e)return;let{a:n,b:o,part:i}=M.state,{map:c,alongA:p,alongB:l}=t,{at:d,name:h}=N[i],m=d(n,o),[y,b]=A.derivatives(n,o),a=(g,E)=>{let T=this.querySelector(g);for(let[P,V]of Object.entries(E))T.setAttribute(P,String(V))},[f,$]=[c.x(n),c.y(o)];a(".at-a",{d:`M${f} ${c.top}V${c.bottom}M${f} ${p.top}V${p.bottom}`}),a(".at-b",{d:`M${c.left} ${$}H${c.right}M${l.left} ${$}H${l.right}`}),a(".on-map",{cx:f,cy:$}),a(".on-a",{cx:f,cy:p.y(m)}),a(".on-b",{cx:l.x(m),cy:$});let v=Math.abs(m)>p.y.domain()[1];for(let g of this.querySelectorAll(".on-a, .on-b"))g.style.display=v?"none":"";a(".along-a",{d:ht(p,g=>d(g,o),R.kinks)}),a(".along-b",{d:`M${l.x(d(n,-x))},${c.y(-x)}L${l.x(d(n,x))},${c.y(x)}`});let u=x/4;a(".ta",{x1:c.x(n-u),x2:c.x(n+u),y1:p.y(m-y*u),y2:p.y(m+y*u)}),a(".tb",{y1:c.y(o-u),y2:c.y(o+u),x1:l.x(m-b*u),x2:l.x(m+b*u)});for(let g of this.querySelectorAll(".tangent"))g.style.display=i==="f"?"":"none";a(".needle",{transform:`translate(${t.scale(m)} ${(p.top+p.bottom)/2-6})`}),this.querySelector(".name-a").textContent=`${h}(a, ${I(o)})`,this.querySelector(".name-b").textContent=`${h}(${I(n)}, b)`,e.setAttribute("aria-valuenow",String(n)),e.setAttribute("aria-valuetext",`a ${H(n)}, b ${H(o)}. f ${L(A.value(n,o))}, slope in a ${L(y)}, slope in b ${L(b)}`)}#i;#l};customElements.define("gate-map",et);var Y=r=>r.ticks(4).filter(s=>Math.abs(s)<.9*r.domain()[1]),Rt=r=>[r[0],0,r.at(-1)];function Tt(r,s){let t=e=>Math.round(100*Math.min(Math.max(e,-x),x))/100+0;M.set({a:t(r),b:t(s)})}var rt=["a","b"],Dt={f:k`value <i>f</i>`,da:k`slope ∂<i>f</i>/∂<i>a</i>`,db:k`slope ∂<i>f</i>/∂<i>b</i>`},nt=class extends Z{constructor(){super(...arguments);this.watches=["part","problems"];this.#t=null}#t;connectedCallback(){this.#t??=this.querySelector("table"),super.connectedCallback()}render(){return k`
      ${mt()}
      <fieldset class="parts">
        <legend>On the map</legend>
        ${Object.keys(N).map(t=>k`<label>
          <input type="radio" name="part" value=${t} .checked=${t===M.state.part}
            @change=${()=>M.set({part:t},{settled:!0})}><span>${Dt[t]}</span></label>`)}
      </fieldset>
      <div class="gate-board">
        <gate-map></gate-map>
        <aside aria-label="Reading at the crosshair"><gate-reading></gate-reading></aside>
      </div>
      <div class="under">
        <p class="keys" id="plane-keys"><span class="for-keys"><kbd>←</kbd> <kbd>→</kbd> move <i>a</i>, <kbd>↑</kbd> <kbd>↓</kbd> move
          <i>b</i>, with <kbd>shift</kbd> finer · <kbd>page</kbd> <i>b</i> coarser · <kbd>home</kbd> <kbd>end</kbd></span>
          <span class="for-touch">Drag on the map to read</span></p>
        <copy-link></copy-link>
      </div>
      <details class="as-table"><summary>Some of the numbers as a table</summary>
        <div class="scroll" role="region" tabindex="0" aria-label="Table of values">${this.#t}</div></details>`}};customElements.define("gate-figure",nt);var at=class extends Z{constructor(){super(...arguments);this.watches=["a","b"];this.#t={}}#t;#e;stateChanged(t){for(let e of rt)t.has(e)&&delete this.#t[e];super.stateChanged(t)}updated(t){super.updated(t);for(let e of rt){let n=this.querySelector(`#${e}-exact`);this.#e!==e&&!this.#t[e]&&(n.value=H(M.state[e]))}}render(){let{a:t,b:e}=M.state,[n,o]=A.derivatives(t,e),i=R.kinks.includes(t)?"At this kink the left slope is given":B;return k`
      ${rt.map(c=>this.#a(c))}
      <table class="reading" data-slug=${A.slug}>
        <caption class="visually-hidden">The gate and its slopes at the crosshair</caption>
        <tbody>
          <tr class="value"><th scope="row"><i>f</i>(<i>a</i>, <i>b</i>)</th><td>${L(A.value(t,e))}</td></tr>
          <tr><th scope="row">∂<i>f</i>/∂<i>a</i> = <i>g</i>′(<i>a</i>) <i>b</i></th><td title=${i}>${L(n)}</td></tr>
          <tr><th scope="row">∂<i>f</i>/∂<i>b</i> = <i>g</i>(<i>a</i>)</th><td>${L(o)}</td></tr>
        </tbody>
        <tbody data-slug=${R.slug}>
          <tr><th scope="row"><i>g</i>(<i>a</i>), ${R.name}</th><td>${L(R.value(t))}</td></tr>
          <tr><th scope="row"><i>g</i>′(<i>a</i>)</th><td title=${i}>${L(R.derivative(t))}</td></tr>
        </tbody>
      </table>
      <p class="hint">${this.#n(R.value(t))}</p>`}#n(t){if(t===0)return k`The gate is shut: whatever <i>b</i> is, nothing passes.`;if(t===1)return k`The gate is open: all of <i>b</i> passes.`;let e=I(Number(L(Math.abs(t)).replace("\u2212","-")));return t<0?k`The gate turns <i>b</i> around: ${e} of it passes, with the other sign.`:k`What passes is ${e} times <i>b</i>.`}#a(t){let e=this.#t[t]??"",{low:n,high:o,step:i}=G[t];return k`<form class="x-field" novalidate @submit=${c=>this.#r(c,t)}>
      <span class="x-line"><i aria-hidden="true">${t} =</i>
        <input id="${t}-exact" type="text" inputmode="text" autocomplete="off" spellcheck="false"
          aria-label="${t}, typed" aria-describedby="${t}-problem" aria-invalid=${e?"true":"false"}
          @input=${()=>{this.#e=t}}
          @change=${c=>this.#r(c,t)} @focus=${c=>c.target.select()}>
      </span>
      <p id="${t}-problem" class="problem" role="status">${e}</p>
      <input type="range" aria-label=${t} min=${n} max=${o} step=${i} .value=${String(M.state[t])}
        aria-valuetext=${H(M.state[t])}
        @input=${c=>M.set({[t]:Number(c.target.value)})}>
    </form>`}#r(t,e){t.preventDefault(),this.#e=void 0;let n=this.querySelector(`#${e}-exact`),o=G[e].read(n.value);this.#t[e]="problem"in o?`${o.problem}.`:"","value"in o&&M.set({[e]:o.value},{settled:!0}),this.requestUpdate(),"value"in o&&t.type==="submit"&&this.updateComplete.then(()=>n.select())}};customElements.define("gate-reading",at);
