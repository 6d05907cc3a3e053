"""The tables of the store, as Django made them from the models."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('order', models.IntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.TextField(blank=True)),
                ('fiscal_years', models.JSONField(default=list)),
                ('hub', models.TextField(blank=True)),
                ('rulebook', models.TextField(blank=True)),
                ('source', models.JSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.TextField()),
                ('action', models.TextField()),
                ('subject', models.CharField(blank=True, max_length=500)),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='event_at'), models.Index(fields=['subject', 'at'], name='event_subject_at')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.member')),
            ],
        ),
        migrations.AddField(
            model_name='member',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan'),
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('marker', models.TextField(blank=True)),
                ('name', models.TextField(blank=True)),
                ('unit', models.TextField(blank=True)),
                ('direction', models.CharField(max_length=20)),
                ('direction_source', models.CharField(max_length=20)),
                ('cumulative', models.BooleanField()),
                ('ended', models.TextField(blank=True)),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('text', models.TextField(blank=True)),
                ('value', models.CharField(blank=True, max_length=50)),
                ('number', models.DecimalField(decimal_places=10, max_digits=40, null=True)),
                ('unit', models.TextField(blank=True)),
                ('state', models.CharField(blank=True, max_length=20)),
                ('scale', models.BigIntegerField(default=1)),
                ('word', models.TextField(blank=True)),
                ('everyone', models.BooleanField(default=False)),
                ('comparison', models.CharField(blank=True, max_length=20)),
                ('each', models.BooleanField(default=False)),
                ('per_year', models.BooleanField(default=False)),
                ('softness', models.JSONField(default=list)),
                ('measured_on', models.DateField(null=True)),
                ('parts', models.JSONField(default=list)),
                ('note', models.TextField(blank=True)),
                ('subject', models.TextField(blank=True)),
                ('label', models.TextField(blank=True)),
                ('as_of', models.DateField(null=True)),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField()),
                ('file', models.TextField()),
                ('digest', models.TextField()),
                ('format', models.TextField()),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
            ],
        ),
        migrations.CreateModel(
            name='Actual',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('text', models.TextField(blank=True)),
                ('value', models.CharField(blank=True, max_length=50)),
                ('number', models.DecimalField(decimal_places=10, max_digits=40, null=True)),
                ('unit', models.TextField(blank=True)),
                ('state', models.CharField(blank=True, max_length=20)),
                ('scale', models.BigIntegerField(default=1)),
                ('word', models.TextField(blank=True)),
                ('everyone', models.BooleanField(default=False)),
                ('comparison', models.CharField(blank=True, max_length=20)),
                ('each', models.BooleanField(default=False)),
                ('per_year', models.BooleanField(default=False)),
                ('softness', models.JSONField(default=list)),
                ('measured_on', models.DateField(null=True)),
                ('parts', models.JSONField(default=list)),
                ('note', models.TextField(blank=True)),
                ('fiscal_year', models.IntegerField()),
                ('as_of', models.DateField(null=True)),
                ('certainty', models.CharField(blank=True, max_length=20)),
                ('published_grade', models.TextField(null=True)),
                ('breakdown', models.JSONField(default=list)),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='replaced_by', to='store.actual')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.indicator')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
            ],
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('number', models.TextField(blank=True)),
                ('name', models.TextField(blank=True)),
                ('priority', models.BooleanField(default=False)),
                ('new_from', models.IntegerField(null=True)),
                ('ended', models.TextField(blank=True)),
                ('responsibilities', models.JSONField(default=list)),
                ('summary', models.TextField(blank=True)),
                ('search', models.TextField(blank=True)),
                ('participants', models.ManyToManyField(through='store.Participant', to='store.member')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='participant',
            name='project',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.project'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='project',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.project'),
        ),
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('fiscal_year', models.IntegerField()),
                ('kind', models.TextField(blank=True)),
                ('amount', models.CharField(blank=True, max_length=50)),
                ('amount_yen', models.DecimalField(decimal_places=10, max_digits=40, null=True)),
                ('text', models.TextField(blank=True)),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='replaced_by', to='store.budget')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('fiscal_year', models.IntegerField(null=True)),
                ('as_of', models.DateField(null=True)),
                ('text', models.TextField(blank=True)),
                ('members', models.JSONField(default=list)),
                ('marker', models.TextField(blank=True)),
                ('breakdown', models.JSONField(default=list)),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('number', models.TextField(blank=True)),
                ('title', models.TextField(blank=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='store.section')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Relisting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField()),
                ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.project')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.section')),
            ],
        ),
        migrations.AddField(
            model_name='project',
            name='relisted_in',
            field=models.ManyToManyField(related_name='relisted', through='store.Relisting', to='store.section'),
        ),
        migrations.AddField(
            model_name='project',
            name='section',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.section'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='section',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.section'),
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('text', models.TextField(blank=True)),
                ('value', models.CharField(blank=True, max_length=50)),
                ('number', models.DecimalField(decimal_places=10, max_digits=40, null=True)),
                ('unit', models.TextField(blank=True)),
                ('state', models.CharField(blank=True, max_length=20)),
                ('scale', models.BigIntegerField(default=1)),
                ('word', models.TextField(blank=True)),
                ('everyone', models.BooleanField(default=False)),
                ('comparison', models.CharField(blank=True, max_length=20)),
                ('each', models.BooleanField(default=False)),
                ('per_year', models.BooleanField(default=False)),
                ('softness', models.JSONField(default=list)),
                ('measured_on', models.DateField(null=True)),
                ('parts', models.JSONField(default=list)),
                ('note', models.TextField(blank=True)),
                ('kind', models.CharField(max_length=20)),
                ('due', models.IntegerField(null=True)),
                ('due_every_year', models.BooleanField(default=False)),
                ('in_force_from', models.IntegerField(null=True)),
                ('in_force_until', models.IntegerField(null=True)),
                ('cumulative', models.BooleanField(default=False)),
                ('measures', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.indicator')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='replaced_by', to='store.target')),
            ],
        ),
        migrations.CreateModel(
            name='Baseline',
            fields=[
                ('text', models.TextField(blank=True)),
                ('value', models.CharField(blank=True, max_length=50)),
                ('number', models.DecimalField(decimal_places=10, max_digits=40, null=True)),
                ('unit', models.TextField(blank=True)),
                ('state', models.CharField(blank=True, max_length=20)),
                ('scale', models.BigIntegerField(default=1)),
                ('word', models.TextField(blank=True)),
                ('everyone', models.BooleanField(default=False)),
                ('comparison', models.CharField(blank=True, max_length=20)),
                ('each', models.BooleanField(default=False)),
                ('per_year', models.BooleanField(default=False)),
                ('softness', models.JSONField(default=list)),
                ('measured_on', models.DateField(null=True)),
                ('parts', models.JSONField(default=list)),
                ('note', models.TextField(blank=True)),
                ('indicator', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.indicator')),
                ('fiscal_year', models.IntegerField(null=True)),
                ('source', models.JSONField(null=True)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['', 'not_due', 'not_measured', 'compiling', 'unmeasurable', 'not_applicable', 'ended', 'blank', 'not_understood'])), name='baseline_state_known'), models.CheckConstraint(condition=models.Q(('comparison__in', ['', 'at_least', 'at_most', 'more_than', 'less_than'])), name='baseline_comparison_known'), models.CheckConstraint(condition=models.Q(('value', ''), ('state', ''), _connector='OR'), name='baseline_value_or_state'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('value', '')), models.Q(models.Q(('value', ''), _negated=True), ('number__isnull', False)), _connector='OR'), name='baseline_value_has_number'), models.CheckConstraint(condition=models.Q(('fiscal_year__isnull', True), ('fiscal_year__range', (1868, 2200)), _connector='OR'), name='baseline_fiscal_year_range')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.CharField(max_length=500)),
                ('position', models.IntegerField()),
                ('source', models.JSONField(null=True)),
                ('subject', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.plan')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('plan', 'entry_id'), name='note_entry')],
            },
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(fields=('plan', 'name'), name='member_name'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='fact_entry'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'not_due', 'not_measured', 'compiling', 'unmeasurable', 'not_applicable', 'ended', 'blank', 'not_understood'])), name='fact_state_known'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('comparison__in', ['', 'at_least', 'at_most', 'more_than', 'less_than'])), name='fact_comparison_known'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('value', ''), ('state', ''), _connector='OR'), name='fact_value_or_state'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('value', '')), models.Q(models.Q(('value', ''), _negated=True), ('number__isnull', False)), _connector='OR'), name='fact_value_has_number'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('plan', 'position'), name='document_position'),
        ),
        migrations.AddIndex(
            model_name='actual',
            index=models.Index(fields=['plan', 'fiscal_year'], name='actual_plan_year'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='actual_entry'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'not_due', 'not_measured', 'compiling', 'unmeasurable', 'not_applicable', 'ended', 'blank', 'not_understood'])), name='actual_state_known'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.CheckConstraint(condition=models.Q(('comparison__in', ['', 'at_least', 'at_most', 'more_than', 'less_than'])), name='actual_comparison_known'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.CheckConstraint(condition=models.Q(('value', ''), ('state', ''), _connector='OR'), name='actual_value_or_state'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('value', '')), models.Q(models.Q(('value', ''), _negated=True), ('number__isnull', False)), _connector='OR'), name='actual_value_has_number'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.CheckConstraint(condition=models.Q(('certainty__in', ['', 'confirmed', 'forecast'])), name='actual_certainty_known'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.CheckConstraint(condition=models.Q(('fiscal_year__isnull', True), ('fiscal_year__range', (1868, 2200)), _connector='OR'), name='actual_fiscal_year_range'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('project', 'member'), name='participant_once'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='budget_entry'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.CheckConstraint(condition=models.Q(('fiscal_year__isnull', True), ('fiscal_year__range', (1868, 2200)), _connector='OR'), name='budget_fiscal_year_range'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount', ''), ('amount_yen__isnull', True)), models.Q(models.Q(('amount', ''), _negated=True), ('amount_yen__isnull', False)), _connector='OR'), name='budget_amount_has_number'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='activity_entry'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('fiscal_year__isnull', True), ('fiscal_year__range', (1868, 2200)), _connector='OR'), name='activity_fiscal_year_range'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='section_entry'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='section_not_its_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='relisting',
            constraint=models.UniqueConstraint(fields=('project', 'position'), name='relisting_position'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='project_entry'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('new_from__isnull', True), ('new_from__range', (1868, 2200)), _connector='OR'), name='project_new_from_range'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='indicator_entry'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ['higher', 'lower', 'unknown'])), name='indicator_direction_known'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('direction_source__in', ['stated', 'derived', 'assumed'])), name='indicator_direction_source_known'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('project__isnull', True), ('section__isnull', True), _connector='OR'), name='indicator_one_parent'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('plan', 'entry_id'), name='target_entry'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'not_due', 'not_measured', 'compiling', 'unmeasurable', 'not_applicable', 'ended', 'blank', 'not_understood'])), name='target_state_known'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('comparison__in', ['', 'at_least', 'at_most', 'more_than', 'less_than'])), name='target_comparison_known'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('value', ''), ('state', ''), _connector='OR'), name='target_value_or_state'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('value', '')), models.Q(models.Q(('value', ''), _negated=True), ('number__isnull', False)), _connector='OR'), name='target_value_has_number'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['number', 'word', 'milestone', 'everyone', 'relative', 'none', 'not_understood'])), name='target_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('due__isnull', True), ('due__range', (1868, 2200)), _connector='OR'), name='target_due_range'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('in_force_from__isnull', True), ('in_force_from__range', (1868, 2200)), _connector='OR'), name='target_in_force_from_range'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('in_force_until__isnull', True), ('in_force_until__range', (1868, 2200)), _connector='OR'), name='target_in_force_until_range'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('due__isnull', True), ('due_every_year', False), _connector='OR'), name='target_due_once'),
        ),
    ]
