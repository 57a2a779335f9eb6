import type { BenchmarkChart } from '#lib/benchmark-view';

const width = 320;
const margin = 8;
const place = (at: number): number => Math.round(margin + at * (width - 2 * margin));

/** The group's middle half and median on a line, and the chosen clusters by their letters. */
export function BenchmarkChartPicture({ chart }: { chart: BenchmarkChart }) {
  const { box, points } = chart;
  return (
    <svg className="benchmark-chart" viewBox={`0 0 ${width} 56`} role="img" aria-label={chart.text}>
      <line className="chart-line" x1={margin} x2={width - margin} y1={28} y2={28} />
      <rect
        className="chart-box"
        x={place(box.q1)}
        y={20}
        width={Math.max(2, place(box.q3) - place(box.q1))}
        height={16}
      />
      <line
        className="chart-median"
        x1={place(box.median)}
        x2={place(box.median)}
        y1={17}
        y2={39}
      />
      {points.map(({ letter, at }) => (
        <g key={letter} className="chart-point">
          <circle cx={place(at)} cy={28} r={4} />
          <text x={place(at)} y={12} textAnchor="middle">
            {letter}
          </text>
        </g>
      ))}
      <text className="chart-end" x={margin} y={53}>
        {chart.least}
      </text>
      <text className="chart-end" x={width - margin} y={53} textAnchor="end">
        {chart.most}
      </text>
    </svg>
  );
}
