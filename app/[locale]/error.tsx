'use client';

/** Our own bug: said plainly, without what is behind it. Its words stand on `<body>`, put there by the layout. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  if (typeof document === 'undefined') return null;
  const { errorTitle, errorText, errorAgain, errorHome, home } = document.body.dataset;
  return (
    <main className="wrap page" id="main">
      <h1>{errorTitle}</h1>
      <p className="lead">{errorText}</p>
      <button className="button" type="button" onClick={reset}>
        {errorAgain}
      </button>
      <p>
        <a href={home}>{errorHome}</a>
      </p>
    </main>
  );
}
