import { Component, type ReactNode } from 'react';

/** Keeps one screen's bug from taking the page along. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="nhsuk-error-summary" role="alert">
        <h1 className="nhsuk-error-summary__title">This screen cannot be shown</h1>
        <p>It is a fault of ours, and nothing of the record is lost.</p>
        <p>
          <a href={location.pathname}>Load it again</a>, or <a href="/">go to your work</a>.
        </p>
      </div>
    );
  }
}
