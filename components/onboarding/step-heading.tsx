"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { takeStepPassed } from "./step-passed";

type StepHeadingProps = { title: string; children?: ReactNode };

/** The h1 of a step; takes the focus when it follows another step, so that a screen reader starts there. */
export function StepHeading(props: StepHeadingProps) {
  return <Heading key={props.title} {...props} />;
}

function Heading({ title, children }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeStepPassed()) heading.current?.focus();
  }, []);
  return (
    <div className="grid gap-1.5">
      <h1 ref={heading} tabIndex={-1} className="text-2xl sm:text-3xl">
        {title}
      </h1>
      {children ? <div className="text-muted">{children}</div> : null}
    </div>
  );
}
